// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;

/** The current kubeconfig and the environment's AWS access; real controllers run there. */
final class KubeconfigTarget implements AckTarget {
  private final KubernetesClient kubernetes = new KubernetesClientBuilder().build();

  KubeconfigTarget() {
    kubernetes
        .resource(
            new NamespaceBuilder().withNewMetadata().withName(NAMESPACE).endMetadata().build())
        .serverSideApply();
  }

  @Override
  public KubernetesClient kubernetes() {
    return kubernetes;
  }

  @Override
  public <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C aws(B builder) {
    return builder.build();
  }

  @Override
  public boolean resyncsSoon() {
    return false;
  }

  @Override
  public void close() {
    kubernetes.close();
  }
}
