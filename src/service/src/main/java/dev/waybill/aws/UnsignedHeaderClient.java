package dev.waybill.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.CharCodingConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.util.Timeout;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * HTTP client of requests with small bodies that adds headers after the request was signed, byte by
 * byte. The SDK's own client replaces bytes that are no printable Latin-1 with question marks.
 */
final class UnsignedHeaderClient implements SdkHttpClient {
  private final Map<String, String> headers;
  private final CloseableHttpClient http;

  /**
   * @param headers the headers to add, by name; each character of a value is one byte
   * @param timeout limit of a connection attempt, and of a time without a byte
   */
  UnsignedHeaderClient(Map<String, String> headers, Duration timeout) {
    this.headers = Map.copyOf(headers);
    Timeout limit = Timeout.of(timeout);
    CharCodingConfig bytes =
        CharCodingConfig.custom().setCharset(StandardCharsets.ISO_8859_1).build();
    http =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .useSystemProperties()
                    .setConnectionFactory(
                        ManagedHttpClientConnectionFactory.builder()
                            .charCodingConfig(bytes)
                            .build())
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(limit)
                            .setSocketTimeout(limit)
                            .build())
                    .build())
            .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(limit).build())
            .useSystemProperties()
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableContentCompression()
            .disableCookieManagement()
            .build();
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    HttpUriRequestBase prepared = prepared(request.httpRequest());
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        if (request.contentStreamProvider().isPresent()) {
          try (InputStream body = request.contentStreamProvider().get().newStream()) {
            prepared.setEntity(new ByteArrayEntity(body.readAllBytes(), null));
          }
        }
        return http.execute(prepared, UnsignedHeaderClient::response);
      }

      @Override
      public void abort() {
        prepared.abort();
      }
    };
  }

  private HttpUriRequestBase prepared(SdkHttpRequest request) {
    HttpUriRequestBase prepared = new HttpUriRequestBase(request.method().name(), request.getUri());
    request.forEachHeader(
        (name, values) -> {
          // Computed by the client; a second one is an error.
          if (!name.equalsIgnoreCase(HttpHeaders.CONTENT_LENGTH)
              && !name.equalsIgnoreCase(HttpHeaders.HOST)) {
            values.forEach(value -> prepared.addHeader(name, value));
          }
        });
    headers.forEach(prepared::setHeader);
    return prepared;
  }

  private static HttpExecuteResponse response(ClassicHttpResponse response) throws IOException {
    SdkHttpResponse.Builder builder =
        SdkHttpResponse.builder()
            .statusCode(response.getCode())
            .statusText(response.getReasonPhrase());
    for (Header header : response.getHeaders()) {
      builder.appendHeader(header.getName(), header.getValue());
    }
    byte[] body =
        response.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(response.getEntity());
    return HttpExecuteResponse.builder()
        .response(builder.build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
        .build();
  }

  @Override
  public String clientName() {
    return "UnsignedHeaders";
  }

  @Override
  public void close() {
    try {
      http.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
