// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.stack;

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

  /**
   * Deploys the account template and starts the proxy.
   *
   * @param emulator the plain endpoint of an empty emulator
   * @param port the proxy's; 0 for a free one
   */
  public static AwsCell start(URI emulator, ControlPlane plane, int port) {
    String issuer = plane.url().toString();
    Account account =
        Account.deploy(
            emulator,
            KubeBinaries.repository().resolve("cloudformation").resolve("account.yaml"),
            new AccountParameters(issuer, CONTROL_PLANE));
    EmulatorPrincipals principals = new EmulatorPrincipals(emulator, account.administrator());
    WebIdentityCheck identity =
        new WebIdentityCheck(
            () -> plane.client().raw(plane.jwksUrl().getPath()), issuer, ServiceAccountTokens.AWS);
    AwsProxy proxy =
        AwsProxy.start(
            new ProxySettings(
                emulator,
                plane.authority().serverContext("aws", CertificateAuthority.LOOPBACK),
                port,
                0,
                List.of(identity, new PolicyPrincipalCheck(principals))));
    return new AwsCell(emulator, account, principals, proxy);
  }

  @Override
  public void close() {
    proxy.close();
    principals.close();
    account.close();
  }
}
