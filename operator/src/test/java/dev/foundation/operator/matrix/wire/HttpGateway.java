// SPDX-License-Identifier: Apache-2.0
package dev.foundation.operator.matrix.wire;

import com.sun.net.httpserver.HttpExchange;
import dev.foundation.operator.relay.Answer;
import dev.foundation.operator.relay.HttpRelay;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;

/** A process' own way to a server, whose every request is gated. */
abstract class HttpGateway implements AutoCloseable {

  private final Gate gate;
  private final HttpRelay relay;

  /**
   * Opens the port.
   *
   * @param client trusts the server, and stays open when this is closed
   */
  HttpGateway(URI upstream, HttpClient client, Gate gate) {
    this.gate = gate;
    this.relay = new HttpRelay(upstream, client, this::answer);
  }

  /** Where it listens. */
  public final URI url() {
    return relay.url();
  }

  /** Cuts every connection. */
  @Override
  public final void close() {
    relay.close();
  }

  /** What is asked for. */
  abstract Call call(HttpExchange exchange, byte[] body);

  /** See {@link Wire#failed}. */
  abstract Answer failed(Call call);

  /** See {@link Wire#throttled}. */
  abstract Answer throttled(Call call);

  private Answer answer(HttpExchange asked, byte[] body, HttpRelay.Onward onward)
      throws IOException {
    Call call = call(asked, body);
    return gate.pass(call, new HttpWire(call, onward));
  }

  private final class HttpWire implements Wire<Answer> {
    private final Call call;
    private final HttpRelay.Onward onward;

    HttpWire(Call call, HttpRelay.Onward onward) {
      this.call = call;
      this.onward = onward;
    }

    @Override
    public Answer send() throws IOException {
      return onward.send();
    }

    @Override
    public void discard(Answer answer) throws IOException {
      answer.body().close();
    }

    @Override
    public Answer failed() {
      return HttpGateway.this.failed(call);
    }

    @Override
    public Answer throttled() {
      return HttpGateway.this.throttled(call);
    }
  }
}
