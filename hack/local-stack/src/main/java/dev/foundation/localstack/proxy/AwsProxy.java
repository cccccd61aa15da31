// SPDX-License-Identifier: Apache-2.0
package dev.foundation.localstack.proxy;

import dev.foundation.localstack.proxy.evidence.Evidence;
import dev.foundation.localstack.proxy.fault.Faults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.ExceptionListener;
import org.apache.hc.core5.http.HttpConnection;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.bootstrap.HttpServer;
import org.apache.hc.core5.http.impl.bootstrap.ServerBootstrap;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http.protocol.ResponseConnControl;
import org.apache.hc.core5.http.protocol.ResponseContent;
import org.apache.hc.core5.io.CloseMode;

/** A running proxy: its endpoints, the evidence it gathers and the faults it injects. */
public final class AwsProxy implements AutoCloseable {

  static final int BUFFER_SIZE = 64 * 1024;

  /** Many clients connect at once when several processes start. */
  private static final int BACKLOG = 1024;

  private static final String LOOPBACK = "127.0.0.1";

  private final Evidence evidence = new Evidence();
  private final Faults faults = new Faults();
  private final Upstream upstream;
  private final HttpServer listener;
  private final ControlEndpoint control;

  private AwsProxy(ProxySettings settings) throws IOException {
    upstream = new Upstream(settings.emulator());
    listener = listener(settings, new ProxyHandler(upstream, settings.checks(), evidence, faults));
    control = new ControlEndpoint(settings.controlPort(), evidence, faults);
  }

  /**
   * Starts listening on loopback.
   *
   * @throws UncheckedIOException if a port is taken
   */
  public static AwsProxy start(ProxySettings settings) {
    try {
      AwsProxy proxy = new AwsProxy(settings);
      proxy.listener.start();
      return proxy;
    } catch (IOException e) {
      throw new UncheckedIOException("The proxy cannot listen: " + e.getMessage(), e);
    }
  }

  /** What AWS_ENDPOINT_URL is set to. */
  public URI endpoint() {
    return URI.create("https://" + LOOPBACK + ":" + listener.getLocalPort());
  }

  /** The plain endpoint for evidence and faults. */
  public URI control() {
    return URI.create("http://" + LOOPBACK + ":" + control.port());
  }

  /** What was called, by whom. */
  public Evidence evidence() {
    return evidence;
  }

  /** What is injected. */
  public Faults faults() {
    return faults;
  }

  /** Lets go held calls and closes every connection. */
  @Override
  public void close() {
    faults.clear();
    control.close();
    listener.close(CloseMode.IMMEDIATE);
    upstream.close();
  }

  private static HttpServer listener(ProxySettings settings, ProxyHandler handler)
      throws IOException {
    return ServerBootstrap.bootstrap()
        .setLocalAddress(InetAddress.getLoopbackAddress())
        .setListenerPort(settings.port())
        // With an SSLContext the listener shakes hands on its accepting thread, so that whoever is
        // slow to answer holds everybody up; these sockets do so on the connection's own thread.
        .setServerSocketFactory(settings.tls().getServerSocketFactory())
        .setSocketConfig(
            SocketConfig.custom()
                .setTcpNoDelay(true)
                .setSoTimeout(5, TimeUnit.MINUTES)
                .setBacklogSize(BACKLOG)
                .build())
        .setHttp1Config(Http1Config.custom().setBufferSize(BUFFER_SIZE).build())
        .setHttpProcessor(
            HttpProcessorBuilder.create()
                .add(new ResponseContent(true))
                .add(new ResponseConnControl())
                .build())
        .setExceptionListener(new ResetOnRequest())
        // The filter answers every call, so nothing is ever routed.
        .setRequestRouter((request, context) -> null)
        .addFilterFirst(
            "proxy", (request, trigger, context, chain) -> handler.handle(request, trigger))
        .create();
  }

  /**
   * Turns the handler's wish for a reset into one; other ends of connections are nothing to report.
   */
  private static final class ResetOnRequest implements ExceptionListener {
    @Override
    public void onError(Exception e) {}

    @Override
    public void onError(HttpConnection connection, Exception e) {
      if (e instanceof ConnectionReset) {
        connection.close(CloseMode.IMMEDIATE);
      }
    }
  }

  /** Thrown by the handler to have its connection reset. */
  static final class ConnectionReset extends IOException {
    private static final long serialVersionUID = 1;

    ConnectionReset() {
      super("reset by an injected fault");
    }
  }
}
