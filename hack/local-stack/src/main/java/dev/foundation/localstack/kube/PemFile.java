// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.kube;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/** Writes certificates and keys as PEM (RFC 7468). */
final class PemFile {

  private PemFile() {}

  /** Writes a certificate or a public key. */
  static void write(Path file, Object certificateOrKey) throws IOException {
    Files.writeString(file, encode(new JcaMiscPEMGenerator(certificateOrKey).generate()));
  }

  /** Writes a private key as PKCS #8 into a file that only its owner may read. */
  static void writeSecret(Path file, java.security.PrivateKey key) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, encode(new PemObject("PRIVATE KEY", key.getEncoded())));
  }

  private static String encode(PemObject object) throws IOException {
    StringWriter text = new StringWriter();
    try (PemWriter writer = new PemWriter(text)) {
      writer.writeObject(object);
    }
    return text.toString();
  }
}
