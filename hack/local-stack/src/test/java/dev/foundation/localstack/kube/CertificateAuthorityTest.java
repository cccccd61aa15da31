// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateAuthorityTest {

  private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";

  @TempDir Path directory;

  @Test
  void certifiesAServerForItsHosts() throws GeneralSecurityException, IOException {
    CertificateAuthority authority = CertificateAuthority.create(directory);

    X509Certificate server = read(authority.issue("proxy", List.of("127.0.0.1", "localhost")));

    server.verify(authority.certificate().getPublicKey());
    assertThat(server.getExtendedKeyUsage()).containsExactly(SERVER_AUTH);
    assertThat(server.getSubjectAlternativeNames())
        .containsExactlyInAnyOrder(List.of(7, "127.0.0.1"), List.of(2, "localhost"));
    assertThat(server.getBasicConstraints()).as("not an authority").isEqualTo(-1);
  }

  @Test
  void writesKeysForTheirOwnerOnly() throws IOException {
    IssuedCertificate issued =
        CertificateAuthority.create(directory).issue("proxy", CertificateAuthority.LOOPBACK);

    assertThat(Files.readString(issued.key())).startsWith("-----BEGIN PRIVATE KEY-----");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(issued.key())))
        .isEqualTo("rw-------");
  }

  @Test
  void givesJavaATrustStoreThatNeedsNoPassword() throws GeneralSecurityException, IOException {
    CertificateAuthority authority = CertificateAuthority.create(directory);

    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(authority.trustStore())) {
      store.load(in, null);
    }
    assertThat(Collections.list(store.aliases()))
        .singleElement()
        .satisfies(alias -> {
          assertThat(store.isCertificateEntry(alias)).isTrue();
          assertThat(store.getCertificate(alias)).isEqualTo(authority.certificate());
        });
  }

  private static X509Certificate read(IssuedCertificate issued)
      throws GeneralSecurityException, IOException {
    try (InputStream in = Files.newInputStream(issued.certificate())) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }
}
