package dev.waybill.witness;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Limit of the open connections of a witness. It closes the oldest connection, so that a client
 * that holds many does not keep logs out.
 */
final class WitnessConnectionLimit implements Handler<HttpConnection> {
  private final int max;
  private final Deque<HttpConnection> open = new ArrayDeque<>();

  WitnessConnectionLimit(int max) {
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
