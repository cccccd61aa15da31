// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.stack;

import com.nimbusds.jose.util.DefaultResourceRetriever;
import dev.foundation.localstack.account.Account;
import dev.foundation.localstack.account.AccountParameters;
import dev.foundation.localstack.account.EmulatorPrincipals;
import dev.foundation.localstack.kube.CertificateAuthority;
import dev.foundation.localstack.kube.ControlPlane;
import dev.foundation.localstack.kube.KubeBinaries;
import dev.foundation.localstack.kube.ServiceAccountTokens;
import dev.foundation.localstack.proxy.AwsProxy;
import dev.foundation.localstack.proxy.ProxySettings;
import dev.foundation.localstack.proxy.check.PolicyPrincipalCheck;
import dev.foundation.localstack.proxy.check.WebIdentityCheck;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * AWS as the stack's processes see it: an account deployed from our template, behind the proxy.
 *
 * @param emulator past the proxy, for tests that look at raw bytes
 * @param account the administrator, the template's outputs and the members
 * @param principals which roles and users exist
 * @param proxy the endpoint that every process is given
 */
public record AwsCell(URI emulator, Account account, EmulatorPrincipals principals, AwsProxy proxy)
    implements AutoCloseable {

  /** Names this installation in tags and resource names. */
  public static final String CONTROL_PLANE = "local-stack";

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** As below, for a cluster that is up. */
  public static AwsCell start(URI emulator, ControlPlane plane, int port) {
    return start(emulator, plane.url(), plane.authority(), port);
  }

  /**
   * Deploys the account template and starts the proxy.
   *
   * @param emulator the plain endpoint of an empty emulator
   * @param issuer of the cluster's ServiceAccount tokens; asked for its keys when a token comes
   * @param authority certifies the proxy and the issuer
   * @param port the proxy's; 0 for a free one
   */
  static AwsCell start(URI emulator, URI issuer, CertificateAuthority authority, int port) {
    Account account =
        Account.deploy(
            emulator,
            KubeBinaries.repository().resolve("cloudformation").resolve("account.yaml"),
            new AccountParameters(issuer.toString(), CONTROL_PLANE));
    EmulatorPrincipals principals = new EmulatorPrincipals(emulator, account.administrator());
    AwsProxy proxy =
        AwsProxy.start(
            new ProxySettings(
                emulator,
                authority.serverContext("aws", CertificateAuthority.LOOPBACK),
                port,
                0,
                List.of(identities(issuer, authority), new PolicyPrincipalCheck(principals))));
    return new AwsCell(emulator, account, principals, proxy);
  }

  private static WebIdentityCheck identities(URI issuer, CertificateAuthority authority) {
    int patience = Math.toIntExact(PATIENCE.toMillis());
    return new WebIdentityCheck(
        issuer.resolve(ControlPlane.JWKS_PATH),
        new DefaultResourceRetriever(
            patience, patience, 0, true, authority.clientContext().getSocketFactory()),
        issuer.toString(),
        ServiceAccountTokens.AWS);
  }

  @Override
  public void close() {
    proxy.close();
    principals.close();
    account.close();
  }
}
