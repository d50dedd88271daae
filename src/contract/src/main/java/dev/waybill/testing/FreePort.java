package dev.waybill.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free port on loopback for a server that cannot choose its port itself.
 *
 * <p>The operating system gives connections and servers on port 0 a port above 32767. A port that
 * it gave and got back may be given to another test before the server under test is bound, so this
 * one is from a range below.
 */
public final class FreePort {
  private static final int FIRST = 20_000;
  private static final int LAST = 32_000;
  private static final int MAX_ATTEMPTS = 1000;

  private FreePort() {}

  /**
   * Returns a port that nothing is bound to. Ports are drawn at random, because tests of several
   * processes draw from the same range.
   */
  public static int find() {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no port from " + FIRST + " to " + LAST + " is free");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
