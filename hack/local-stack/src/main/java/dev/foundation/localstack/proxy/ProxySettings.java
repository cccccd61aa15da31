// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.proxy;

import dev.foundation.localstack.proxy.check.RequestCheck;
import java.net.URI;
import java.util.List;
import javax.net.ssl.SSLContext;

/**
 * How to run the proxy.
 *
 * @param emulator the plain endpoint to forward to, on loopback
 * @param tls holds the listener's certificate, valid for 127.0.0.1
 * @param port the TLS listener's; 0 for a free one
 * @param controlPort the plain control endpoint's; 0 for a free one
 * @param checks run in order before a call is forwarded; the first refusal is answered
 */
public record ProxySettings(
    URI emulator, SSLContext tls, int port, int controlPort, List<RequestCheck> checks) {

  /** Free ports and no checks. */
  public static ProxySettings of(URI emulator, SSLContext tls) {
    return new ProxySettings(emulator, tls, 0, 0, List.of());
  }

  /** The same with these checks. */
  public ProxySettings checking(RequestCheck... requestChecks) {
    return new ProxySettings(emulator, tls, port, controlPort, List.of(requestChecks));
  }
}
