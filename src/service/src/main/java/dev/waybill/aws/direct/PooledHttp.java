package dev.waybill.aws.direct;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.protocol.HttpClientContext;
import org.apache.http.config.SocketConfig;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;
import org.apache.http.impl.conn.PoolingHttpClientConnectionManager;
import org.apache.http.message.BasicHttpEntityEnclosingRequest;
import org.apache.http.message.BasicHttpRequest;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Transport on the HTTP client that the SDK also uses, in its minimal form: pooled connections and
 * TLS verification, but no redirects, cookies, proxies or retries. A write does not send {@code
 * Expect: 100-continue}, because the extra round trip costs more than a small body.
 */
final class PooledHttp implements Transport {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration READ_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);

  private final PoolingHttpClientConnectionManager pool = new PoolingHttpClientConnectionManager();
  private final CloseableHttpClient client = HttpClients.createMinimal(pool);
  private final AtomicLong lastCleanup = new AtomicLong(System.nanoTime());
  private final RequestConfig config =
      RequestConfig.custom()
          .setConnectTimeout((int) CONNECT_TIMEOUT.toMillis())
          .setConnectionRequestTimeout((int) READ_TIMEOUT.toMillis())
          .setSocketTimeout((int) READ_TIMEOUT.toMillis())
          .build();

  PooledHttp(int connections) {
    pool.setMaxTotal(connections);
    pool.setDefaultMaxPerRoute(connections);
    pool.setDefaultSocketConfig(
        SocketConfig.custom()
            .setTcpNoDelay(true)
            .setSoTimeout((int) READ_TIMEOUT.toMillis())
            .build());
  }

  @Override
  public DirectResponse send(Endpoint endpoint, DirectRequest request, Map<String, String> headers)
      throws IOException {
    closeIdle();
    HttpRequest message = toMessage(request);
    headers.forEach(message::addHeader);
    HttpClientContext context = HttpClientContext.create();
    context.setRequestConfig(config);
    HttpHost host = new HttpHost(endpoint.hostName(), endpoint.port(), endpoint.protocol());
    return toResponse(client.execute(host, message, context));
  }

  /** Builds the request from text, because a parsed URI could be written differently. */
  private static HttpRequest toMessage(DirectRequest request) {
    if (!request.hasBody()) {
      return new BasicHttpRequest(request.method(), request.target());
    }
    BasicHttpEntityEnclosingRequest enclosing =
        new BasicHttpEntityEnclosingRequest(request.method(), request.target());
    enclosing.setEntity(new ByteArrayEntity(request.payload().bytes()));
    return enclosing;
  }

  private static DirectResponse toResponse(CloseableHttpResponse response) throws IOException {
    SdkHttpResponse.Builder head =
        SdkHttpResponse.builder()
            .statusCode(response.getStatusLine().getStatusCode())
            .statusText(response.getStatusLine().getReasonPhrase());
    for (Header header : response.getAllHeaders()) {
      head.appendHeader(header.getName(), header.getValue());
    }
    if (response.getEntity() == null) {
      response.close();
      return new DirectResponse(head.build(), AbortableInputStream.createEmpty());
    }
    return new DirectResponse(
        head.build(),
        AbortableInputStream.create(response.getEntity().getContent(), () -> abort(response)));
  }

  private static void abort(CloseableHttpResponse response) {
    try {
      response.close();
    } catch (IOException alreadyBroken) {
      // The pool discards the connection in any case.
    }
  }

  /** Closes idle connections, because sockets closed only by the server stay half open. */
  private void closeIdle() {
    long now = System.nanoTime();
    long last = lastCleanup.get();
    if (now - last > IDLE_TIMEOUT.toNanos() && lastCleanup.compareAndSet(last, now)) {
      pool.closeIdleConnections(IDLE_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
