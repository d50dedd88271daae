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
 * The HTTP client that the SDK uses too, in its smallest form: connections are pooled and TLS is
 * checked, and there are no redirects, no cookies, no proxies and no second attempts. Nor does a
 * write wait for leave to send its body, which is smaller than asking.
 */
final class PooledHttp implements Transport {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration READ = Duration.ofSeconds(60);
  private static final Duration IDLE = Duration.ofSeconds(60);

  private final PoolingHttpClientConnectionManager pool = new PoolingHttpClientConnectionManager();
  private final CloseableHttpClient client = HttpClients.createMinimal(pool);
  private final AtomicLong lastCleaned = new AtomicLong(System.nanoTime());
  private final RequestConfig config =
      RequestConfig.custom()
          .setConnectTimeout((int) CONNECT.toMillis())
          .setConnectionRequestTimeout((int) READ.toMillis())
          .setSocketTimeout((int) READ.toMillis())
          .build();

  PooledHttp(int connections) {
    pool.setMaxTotal(connections);
    pool.setDefaultMaxPerRoute(connections);
    pool.setDefaultSocketConfig(
        SocketConfig.custom().setTcpNoDelay(true).setSoTimeout((int) READ.toMillis()).build());
  }

  @Override
  public DirectResponse send(Endpoint to, DirectRequest request, Map<String, String> headers)
      throws IOException {
    closeIdle();
    HttpRequest message = message(request);
    headers.forEach(message::addHeader);
    HttpClientContext context = HttpClientContext.create();
    context.setRequestConfig(config);
    HttpHost host = new HttpHost(to.hostName(), to.port(), to.protocol());
    return answer(client.execute(host, message, context));
  }

  /** Builds the request from text: a URI would be parsed and written differently. */
  private static HttpRequest message(DirectRequest request) {
    if (!request.hasBody()) {
      return new BasicHttpRequest(request.method(), request.target());
    }
    BasicHttpEntityEnclosingRequest enclosing =
        new BasicHttpEntityEnclosingRequest(request.method(), request.target());
    enclosing.setEntity(new ByteArrayEntity(request.payload().bytes()));
    return enclosing;
  }

  private static DirectResponse answer(CloseableHttpResponse response) throws IOException {
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
      // The connection is given up in any case.
    }
  }

  /** A server closes what nobody uses; one of us has to, or sockets are left half open. */
  private void closeIdle() {
    long now = System.nanoTime();
    long last = lastCleaned.get();
    if (now - last > IDLE.toNanos() && lastCleaned.compareAndSet(last, now)) {
      pool.closeIdleConnections(IDLE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
