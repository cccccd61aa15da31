// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.foundation.crds.contract.Annotations;
import dev.foundation.operator.stack.OperatorStack;
import dev.foundation.operator.stack.Specs;
import dev.foundation.operator.stack.StackTest;
import dev.foundation.operator.stack.Workspaces;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The chart grants what is used: no verb less, as the flow shows, and no verb more. */
@StackTest
class RbacSyncIT {

  /**
   * The first is asked of admission alone, for owner references that block the owner's deletion;
   * the second by the framework, after a conflict over the finalizer; the third it only wants to
   * see granted.
   */
  private static final Set<String> SELDOM_REQUESTED =
      Set.of(
          "update foundation.dev/foundationworkspaces/finalizers",
          "get foundation.dev/foundationworkspaces",
          "update coordination.k8s.io/leases");

  private final OperatorStack stack;
  private final Workspaces workspaces;

  RbacSyncIT(OperatorStack stack) {
    this.stack = stack;
    this.workspaces = Workspaces.of(stack);
  }

  @Test
  void theOperatorUsesEveryVerbThatItsRoleGrantsAndNoOther() {
    workspaces.apply("verbs", Specs.erasable("verbs-1"));
    workspaces.untilReady("verbs");
    loseAndRecreateTheTable();
    workspaces.delete("verbs");
    workspaces.untilGone("verbs");

    Set<String> granted = granted("foundation-operator");
    Set<String> used = stack.operator().requests().permissions();
    used.removeAll(GRANTED_TO_ALL);
    used.addAll(SELDOM_REQUESTED);
    assertThat(used).isEqualTo(granted);
  }

  /** Everybody may ask what he may do himself, by a role that every cluster has. */
  private static final Set<String> GRANTED_TO_ALL =
      Set.of("create authorization.k8s.io/selfsubjectrulesreviews");

  /** An informer lists and watches; neither does anything else in the cluster. */
  @Test
  void theApiServerAndTheMembersProcessOnlyWatchWorkspaces() {
    for (String name : new String[] {"foundation-api-server", "foundation-members"}) {
      assertThat(granted(name))
          .as(name)
          .containsExactly(
              "list foundation.dev/foundationworkspaces",
              "watch foundation.dev/foundationworkspaces");
    }
  }

  private void loseAndRecreateTheTable() {
    String table = workspaces.resources("verbs").tableName();
    try (DynamoDbClient dynamodb = stack.administrator(DynamoDbClient.builder())) {
      dynamodb.deleteTable(r -> r.tableName(table));
    }
    workspaces.annotate("verbs", Annotations.RECONCILE_AT, "1");
    workspaces.until("verbs", "TableReady", "False/DataResourceMissing");
    workspaces.annotate("verbs", Annotations.RECREATE, "Table");
    workspaces.untilReady("verbs");
  }

  /** What the chart's role of this name, cluster-wide or of the platform's namespace, allows. */
  private Set<String> granted(String name) {
    var rbac = stack.client().rbac();
    var role = rbac.roles().inNamespace("foundation-system").withName(name).get();
    List<PolicyRule> rules = rbac.clusterRoles().withName(name).get().getRules();
    Set<String> permissions = permissions(rules);
    if (role != null) {
      permissions.addAll(permissions(role.getRules()));
    }
    return permissions;
  }

  private static Set<String> permissions(List<PolicyRule> rules) {
    return rules.stream()
        .flatMap(rule ->
            rule.getVerbs().stream()
                .flatMap(verb ->
                    rule.getApiGroups().stream()
                        .flatMap(group ->
                            rule.getResources().stream()
                                .map(resource -> verb + " " + group + "/" + resource))))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
