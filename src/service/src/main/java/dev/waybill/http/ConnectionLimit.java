package dev.waybill.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Limit of the open connections of a server. It closes the oldest connection, not the newest one:
 * probes and requests of logs are new and short, and a client that holds connections open must not
 * keep them out.
 */
public final class ConnectionLimit implements Handler<HttpConnection> {
  private final int max;
  private final Deque<HttpConnection> open = new ArrayDeque<>();

  /**
   * @param max number of connections that stay open
   */
  public ConnectionLimit(int max) {
    this.max = max;
  }

  @Override
  public void handle(HttpConnection connection) {
    connection.closeHandler(closed -> remove(connection));
    HttpConnection oldest = add(connection);
    if (oldest != null) {
      oldest.close();
    }
  }

  private synchronized @Nullable HttpConnection add(HttpConnection connection) {
    open.addLast(connection);
    return open.size() > max ? open.pollFirst() : null;
  }

  private synchronized void remove(HttpConnection connection) {
    open.remove(connection);
  }
}
