// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.kube;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The stack's own certificate authority: every TLS listener of the stack is certified by it. */
public final class CertificateAuthority {

  /** The names under which anything on this machine's loopback is reached. */
  public static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost");

  private static final Duration LIFE = Duration.ofDays(30);
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path directory;
  private final KeyPair keys;
  private final X509Certificate certificate;

  private CertificateAuthority(Path directory, KeyPair keys, X509Certificate certificate) {
    this.directory = directory;
    this.keys = keys;
    this.certificate = certificate;
  }

  /**
   * Makes a new authority and writes {@code ca.pem} and {@code truststore.p12} into a directory.
   * Its private key stays in memory.
   */
  public static CertificateAuthority create(Path directory) {
    try {
      Files.createDirectories(directory);
      KeyPair keys = ellipticKeys();
      X500Name name = new X500Name("O=foundation-workspaces,CN=local stack");
      X509v3CertificateBuilder builder = builder(name, name, keys);
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
      builder.addExtension(
          Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
      X509Certificate certificate = sign(builder, keys);
      CertificateAuthority authority = new CertificateAuthority(directory, keys, certificate);
      PemFile.write(authority.pem(), certificate);
      authority.writeTrustStore();
      return authority;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("the certificate authority could not be made", e);
    }
  }

  /** The authority's certificate, for {@code curl --cacert} and {@code SSL_CERT_FILE}. */
  public Path pem() {
    return directory.resolve("ca.pem");
  }

  /** A PKCS #12 trust store without a password, for {@code javax.net.ssl.trustStore}. */
  public Path trustStore() {
    return directory.resolve("truststore.p12");
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /**
   * Certifies a TLS server.
   *
   * @param name the stem of its two files
   * @param hosts the DNS names and IP addresses it is reached by
   */
  public IssuedCertificate issue(String name, List<String> hosts) {
    X500Name subject = new X500Name("CN=" + name);
    return issue(name, subject, ellipticKeys(), KeyPurposeId.id_kp_serverAuth, hosts);
  }

  /**
   * Certifies a TLS client, which Kubernetes knows as {@code user} in {@code group}.
   *
   * @param name the stem of its two files
   */
  public IssuedCertificate issueClient(String name, String user, String group) {
    X500Name subject = new X500Name("O=" + group + ",CN=" + user);
    // The Kubernetes client for Java reads client keys as RSA ones.
    return issue(name, subject, rsaKeys(), KeyPurposeId.id_kp_clientAuth, List.of());
  }

  private IssuedCertificate issue(
      String name, X500Name subject, KeyPair pair, KeyPurposeId purpose, List<String> hosts) {
    try {
      IssuedCertificate issued =
          new IssuedCertificate(
              directory.resolve(name + ".pem"), directory.resolve(name + ".key.pem"));
      PemFile.write(issued.certificate(), certify(subject, pair, purpose, hosts));
      PemFile.writeSecret(issued.key(), pair.getPrivate());
      return issued;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("no certificate could be made for " + name, e);
    }
  }

  private X509Certificate certify(
      X500Name subject, KeyPair pair, KeyPurposeId purpose, List<String> hosts)
      throws GeneralSecurityException, OperatorCreationException, CertIOException {
    X500Name issuer = X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
    X509v3CertificateBuilder builder = builder(issuer, subject, pair);
    builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
    builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
    if (!hosts.isEmpty()) {
      builder.addExtension(Extension.subjectAlternativeName, false, names(hosts));
    }
    return sign(builder, keys);
  }

  /** For a TLS server in this JVM; its key stays in memory. */
  public SSLContext serverContext(String name, List<String> hosts) {
    try {
      KeyPair pair = ellipticKeys();
      X509Certificate server =
          certify(new X500Name("CN=" + name), pair, KeyPurposeId.id_kp_serverAuth, hosts);
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(name, pair.getPrivate(), new char[0], new X509Certificate[] {server});
      KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
      managers.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("no certificate could be made for " + name, e);
    }
  }

  /** For a TLS client in this JVM that trusts this authority alone. */
  public SSLContext clientContext() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("local-stack", certificate);
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the authority cannot be trusted", e);
    }
  }

  private void writeTrustStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("local-stack", certificate);
    try (OutputStream out = Files.newOutputStream(trustStore())) {
      store.store(out, null);
    }
  }

  private static KeyPair ellipticKeys() {
    return keys("EC", 256);
  }

  /** A pair of RSA keys, for what elliptic ones do not suit. */
  static KeyPair rsaKeys() {
    return keys("RSA", 2048);
  }

  private static KeyPair keys(String algorithm, int bits) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(bits);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }

  private static X509v3CertificateBuilder builder(X500Name issuer, X500Name subject, KeyPair pair)
      throws GeneralSecurityException, CertIOException {
    Instant now = Instant.now();
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            issuer,
            new BigInteger(120, RANDOM),
            java.util.Date.from(now.minus(CLOCK_SKEW)),
            java.util.Date.from(now.plus(LIFE)),
            subject,
            pair.getPublic());
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(pair.getPublic()));
    return builder;
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, KeyPair signer)
      throws OperatorCreationException, GeneralSecurityException {
    return new JcaX509CertificateConverter()
        .getCertificate(
            builder.build(
                new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
  }

  private static GeneralNames names(List<String> hosts) {
    return new GeneralNames(
        hosts.stream().map(CertificateAuthority::name).toArray(GeneralName[]::new));
  }

  private static GeneralName name(String host) {
    boolean isAddress =
        host.contains(":") || host.chars().allMatch(c -> c == '.' || Character.isDigit(c));
    return new GeneralName(isAddress ? GeneralName.iPAddress : GeneralName.dNSName, host);
  }
}
