// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.kube;

import java.nio.file.Path;

/**
 * What a process needs to act as a ServiceAccount.
 *
 * @param kubeconfig for the API server, with the credential
 * @param credential the token for the API server's audience; its content changes when it is renewed
 * @param awsToken for {@code sts.amazonaws.com}, the {@code AWS_WEB_IDENTITY_TOKEN_FILE}
 */
public record ServiceAccountFiles(Path kubeconfig, Path credential, Path awsToken) {}
