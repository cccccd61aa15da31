// SPDX-License-Identifier: Apache-2.0
package dev.foundation.api.http.listener;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Closes connections on which nothing is served for a while: those kept for a next request, and
 * those whose client takes so long for a request's head. What is being served is not idle, however
 * long it takes and however silent it is, other than for Vert.x' own timeout.
 */
public final class IdleConnections {

  private final Vertx vertx;
  private final long milliseconds;
  private final Map<HttpConnection, Connection> open = new ConcurrentHashMap<>();

  /** Closes them after so long. */
  public IdleConnections(Vertx vertx, Duration most) {
    this.vertx = vertx;
    this.milliseconds = most.toMillis();
  }

  /** A connection was opened; on its event loop. */
  public void opened(HttpConnection connection) {
    Connection opened = new Connection(connection, vertx.getOrCreateContext());
    open.put(connection, opened);
    connection.closeHandler(closed -> {
      open.remove(connection);
      opened.busy();
    });
    opened.idle();
  }

  /** A request has begun; on its connection's event loop. */
  public void serve(RoutingContext request) {
    Connection connection = open.get(request.request().connection());
    if (connection != null) {
      connection.begun();
      request.addEndHandler(end -> connection.ended());
    }
    request.next();
  }

  /** One of them; all but {@link #ended} on its event loop. */
  private final class Connection {

    private final HttpConnection connection;
    private final Context context;
    private int requests;
    private long timer;

    Connection(HttpConnection connection, Context context) {
      this.connection = connection;
      this.context = context;
    }

    void begun() {
      requests++;
      busy();
    }

    /** An answer ends on whatever thread it was written by. */
    void ended() {
      context.runOnContext(go -> {
        requests--;
        if (requests == 0 && open.containsKey(connection)) {
          idle();
        }
      });
    }

    void idle() {
      timer = vertx.setTimer(milliseconds, late -> connection.close());
    }

    void busy() {
      vertx.cancelTimer(timer);
    }
  }
}
