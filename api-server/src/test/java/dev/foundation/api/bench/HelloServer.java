// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.bench;

import dev.foundation.api.http.listener.Listener;
import io.vertx.core.Vertx;
import java.nio.file.Path;

/** The least that answers over the same TLS: a Vert.x server of one line, a process of its own. */
final class HelloServer {

  private HelloServer() {}

  /** Serves with this certificate and key until it is killed; prints its port. */
  public static void main(String[] arguments) {
    Listener listener = new Listener("127.0.0.1", 0, Path.of(arguments[0]), Path.of(arguments[1]));
    Vertx.vertx()
        .createHttpServer(listener.options())
        .requestHandler(request -> request.response().end("hello"))
        .listen()
        .onSuccess(server -> System.out.println(server.actualPort()));
  }
}
