// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.kube;

import java.nio.file.Path;

/**
 * A certificate and its key as PEM files.
 *
 * @param certificate X.509, the certificate alone
 * @param key PKCS #8, readable by its owner only
 */
public record IssuedCertificate(Path certificate, Path key) {}
