// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.ack;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;

/** Where the conformance suite runs: the stand-in, or whatever ACK a kubeconfig leads to. */
interface AckTarget extends AutoCloseable {
  String NAMESPACE = "ack-conformance";

  KubernetesClient kubernetes();

  /** An administrator's access to the same account, to see what ACK did. */
  <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C aws(B builder);

  /** Whether drift is looked at every few seconds, which a real cluster's settings decide. */
  boolean resyncsSoon();

  @Override
  void close();

  static AckTarget start(Path directory) {
    return "kubeconfig".equals(System.getenv("FOUNDATION_TEST_TARGET"))
        ? new KubeconfigTarget()
        : new LocalTarget(directory);
  }
}
