// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.foundation.crds.spec.FoundationWorkspaceSpec;
import dev.foundation.operator.dependents.ack.AckResource;
import dev.foundation.operator.dependents.ack.Alias;
import dev.foundation.operator.dependents.ack.Bucket;
import dev.foundation.operator.dependents.ack.Key;
import dev.foundation.operator.dependents.ack.Policy;
import dev.foundation.operator.dependents.ack.Role;
import dev.foundation.operator.dependents.ack.Table;
import dev.foundation.operator.matrix.account.Account;
import dev.foundation.operator.matrix.account.Survey;
import dev.foundation.operator.plan.ResourceNames;
import dev.foundation.operator.stack.OperatorStack;
import dev.foundation.operator.stack.StackTest;
import dev.foundation.operator.stack.Workspaces;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/** Of all that was asked of a workspace only the last valid spec counts. */
@StackTest
class SpecSequencesIT {

  private static final String NAME = "w";
  private static final int STEPS = 12;
  private static final int INVALID = 422;

  private final OperatorStack stack;

  SpecSequencesIT(OperatorStack stack) {
    this.stack = stack;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void endAsIfTheLastValidSpecHadBeenTheFirst(long seed) {
    Workspaces travelled = in("travelled-" + seed);
    FoundationWorkspaceSpec last = travel(travelled, new Random(seed));
    Workspaces fresh = in("fresh-" + seed);
    fresh.apply(NAME, RandomSpecs.of(fresh.namespace(), last));
    fresh.untilReady(NAME);
    travelled.untilReady(NAME);

    assertThat(settings(travelled, last)).isEqualTo(settings(fresh, last));
    assertThat(children(travelled)).isEqualTo(children(fresh));
  }

  /** Half of the changes are refused; some of the others find the one before carried out. */
  private static FoundationWorkspaceSpec travel(Workspaces workspaces, Random random) {
    RandomSpecs specs = new RandomSpecs(workspaces.namespace(), random);
    FoundationWorkspaceSpec last = specs.valid();
    workspaces.apply(NAME, last);
    for (int i = 0; i < STEPS; i++) {
      if (random.nextBoolean()) {
        assertThatExceptionOfType(KubernetesClientException.class)
            .isThrownBy(() -> change(workspaces, specs.invalid()))
            .extracting(KubernetesClientException::getCode)
            .isEqualTo(INVALID);
        continue;
      }
      if (random.nextInt(STEPS / 3) == 0) {
        workspaces.untilReady(NAME);
      }
      last = specs.valid();
      change(workspaces, last);
    }
    return last;
  }

  private Workspaces in(String namespace) {
    stack.namespace(namespace, Map.of());
    return new Workspaces(stack.client(), namespace);
  }

  private static void change(Workspaces workspaces, FoundationWorkspaceSpec spec) {
    String json =
        "[{\"op\":\"replace\",\"path\":\"/spec\",\"value\":" + Serialization.asJson(spec) + "}]";
    workspaces.named(NAME).patch(PatchContext.of(PatchType.JSON), json);
  }

  /** What AWS has, but for the groups of roles that are no more, which stay. */
  private Map<String, String> settings(Workspaces of, FoundationWorkspaceSpec spec) {
    try (SdkHttpClient http = Apache5HttpClient.create()) {
      Account account = new Account(stack, http);
      Map<String, String> settings =
          new TreeMap<>(new Survey(account, names(of), of.namespace(), NAME).take().settings());
      settings
          .keySet()
          .removeIf(key ->
              key.startsWith("group.")
                  && spec.roles().stream()
                      .noneMatch(role -> key.equals("group." + role.name() + " members")));
      return settings;
    }
  }

  /** What is asked of ACK, without what differs from workspace to workspace. */
  private static Map<String, String> children(Workspaces of) {
    String key = Objects.requireNonNull(of.resources(NAME).keyArn()).replaceAll(".*/", "");
    Map<String, String> children = new TreeMap<>();
    Stream.of(Key.class, Alias.class, Table.class, Bucket.class, Policy.class, Role.class)
        .flatMap(kind ->
            of.client().resources(kind).inNamespace(of.namespace()).list().getItems().stream())
        .forEach((AckResource child) ->
            children.put(
                child.getKind() + " " + child.getMetadata().getName(),
                Serialization.asJson(child.getSpec())
                    .replace(key, "KEY")
                    .replace(names(of).name(), "NAMES")
                    .replace(of.namespace(), "NAMESPACE")));
    return children;
  }

  private static ResourceNames names(Workspaces of) {
    return of.names(NAME, of.namespace());
  }
}
