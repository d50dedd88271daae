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

/** HTTP server on loopback, configured for AWS clients. */
final class HttpEndpoint {
  /** Each request body that is read or written occupies one thread. */
  private static final int THREADS = 400;

  /** Clients that process a large object while they read it pause between reads. */
  private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(5);

  private static final int MAX_HEADER_BYTES = 32 * 1024;

  private HttpEndpoint() {}

  static Server server() {
    Server server = new Server(new QueuedThreadPool(THREADS));
    server.setErrorHandler(new HttpErrorResponses());
    return server;
  }

  /**
   * Binds a port of 127.0.0.1 and returns its number.
   *
   * @param port the port; 0 for any free one
   * @throws IOException if the port cannot be bound
   */
  static int listen(Server server, int port) throws IOException {
    HttpConfiguration http = new HttpConfiguration();
    http.setUriCompliance(UriCompliance.UNSAFE);
    http.setHttpCompliance(HttpCompliance.LEGACY);
    http.setSendServerVersion(false);
    http.setHeaderCacheCaseSensitive(true);
    // Signatures differ in every request and would only displace other entries of the cache.
    http.setHeaderCacheSize(0);
    http.setRequestHeaderSize(MAX_HEADER_BYTES);
    http.setResponseHeaderSize(MAX_HEADER_BYTES);
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_TIMEOUT.toMillis());
    try {
      connector.open();
    } catch (IOException e) {
      throw new IOException("port " + port + " of 127.0.0.1 is taken", e);
    }
    server.addConnector(connector);
    return connector.getLocalPort();
  }
}
