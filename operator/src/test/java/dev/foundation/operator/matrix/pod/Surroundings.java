// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.matrix.pod;

import dev.foundation.localstack.ack.AwsAccess;
import dev.foundation.localstack.kube.ControlPlane;
import dev.foundation.localstack.stack.Platform;
import dev.foundation.operator.matrix.wire.AwsProxyGateway;
import dev.foundation.operator.matrix.wire.Gate;
import dev.foundation.operator.matrix.wire.KubernetesGateway;
import dev.foundation.operator.relay.HttpRelay;
import dev.foundation.operator.stack.OperatorStack;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;

/**
 * What all pods share: the stack, and the connections to its two APIs.
 *
 * @param stall how long a stalled call waits
 */
public record Surroundings(
    OperatorStack stack,
    Duration stall,
    HttpClient http,
    SdkHttpClient connections,
    Map<String, Identity> identities)
    implements AutoCloseable {

  private static final int MOST_CONNECTIONS = 200;

  /** A ServiceAccount's token, and AWS under its role. */
  record Identity(String token, AwsAccess aws) {}

  public static Surroundings of(OperatorStack stack, Duration stall) {
    ControlPlane plane = stack.platform().plane();
    return new Surroundings(
        stack,
        stall,
        HttpRelay.client(plane.authority().clientContext())
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build(),
        Apache5HttpClient.builder().maxConnections(MOST_CONNECTIONS).build(),
        new ConcurrentHashMap<>());
  }

  /** Makes a namespace in which an operator may hold its Lease. */
  public void prepare(String namespace) {
    stack.namespace(namespace, Map.of());
    KubernetesClient client = stack.client();
    Role role =
        client.rbac().roles().inNamespace(Platform.NAMESPACE).withName("foundation-operator").get();
    RoleBinding binding =
        client
            .rbac()
            .roleBindings()
            .inNamespace(Platform.NAMESPACE)
            .withName("foundation-operator")
            .get();
    client
        .resource(
            new RoleBuilder()
                .withMetadata(named(role.getMetadata().getName(), namespace))
                .withRules(role.getRules())
                .build())
        .create();
    client
        .resource(
            new RoleBindingBuilder()
                .withMetadata(named(binding.getMetadata().getName(), namespace))
                .withRoleRef(binding.getRoleRef())
                .withSubjects(binding.getSubjects())
                .build())
        .create();
  }

  private static ObjectMeta named(String name, String namespace) {
    return new ObjectMetaBuilder().withName(name).withNamespace(namespace).build();
  }

  /** One for all processes of an account, so that STS is asked once. */
  Identity identity(String namespace, String account, String roleArn) {
    return identities.computeIfAbsent(
        account,
        name ->
            new Identity(
                stack.kubernetesToken(namespace, name), stack.as(namespace, name, roleArn)));
  }

  KubernetesGateway kubernetes(Gate gate) {
    return new KubernetesGateway(stack.platform().plane().url(), http, gate);
  }

  /** The HTTP proxy through which a process of its own reaches AWS. */
  AwsProxyGateway aws(Gate gate) {
    return new AwsProxyGateway(stack.proxy().endpoint(), http, gate);
  }

  /** A client behind a gateway; watches over plain HTTP, which is all that a gateway relays. */
  static KubernetesClient client(URI gateway, String token) {
    Config config =
        new ConfigBuilder(Config.empty())
            .withMasterUrl(gateway.toString())
            .withOauthToken(token)
            .withHttp2Disable(true)
            .withOnlyHttpWatches(true)
            .build();
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  @Override
  public void close() {
    http.shutdownNow();
    connections.close();
  }
}
