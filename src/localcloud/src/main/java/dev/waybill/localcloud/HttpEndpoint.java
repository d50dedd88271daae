package dev.waybill.localcloud;

import java.io.IOException;
import java.time.Duration;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The HTTP server, as clients of AWS need it. */
final class HttpEndpoint {
  /** Each body that is being sent or read holds one. */
  private static final int THREADS = 400;

  /** A reader may pause: whoever processes a large object as it comes does so. */
  private static final Duration IDLE = Duration.ofMinutes(5);

  private static final int LONGEST_HEADERS = 32 * 1024;

  private HttpEndpoint() {}

  static Server server() {
    Server server = new Server(new QueuedThreadPool(THREADS));
    server.setErrorHandler(new UnreadableRequests());
    return server;
  }

  /** Takes a port of 127.0.0.1, any when it is 0, and says which. */
  static int listen(Server server, int port) throws IOException {
    HttpConfiguration http = new HttpConfiguration();
    http.setUriCompliance(UriCompliance.UNSAFE);
    http.setHttpCompliance(HttpCompliance.LEGACY);
    http.setSendServerVersion(false);
    http.setHeaderCacheCaseSensitive(true);
    // What differs in every request, as a signature does, would only go through it.
    http.setHeaderCacheSize(0);
    http.setRequestHeaderSize(LONGEST_HEADERS);
    http.setResponseHeaderSize(LONGEST_HEADERS);
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    connector.setIdleTimeout(IDLE.toMillis());
    try {
      connector.open();
    } catch (IOException e) {
      throw new IOException("port " + port + " of 127.0.0.1 is taken", e);
    }
    server.addConnector(connector);
    return connector.getLocalPort();
  }
}
