package dev.waybill.log.http;

import dev.waybill.log.time.TimestampAuthority;
import dev.waybill.log.time.TimestampException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Timestamp authority that is reached over HTTP (RFC 3161, section 3.4). Responses are untrusted:
 * their time and size are limited, and no redirect is followed.
 */
public final class TimestampClient implements TimestampAuthority {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();

  private final URI address;
  private final Duration timeout;

  /**
   * @param address URL of the authority, http or https
   */
  public TimestampClient(URI address) {
    this(address, TIMEOUT);
  }

  /**
   * @param timeout time limit for the response as a whole
   */
  TimestampClient(URI address, Duration timeout) {
    this.address = address;
    this.timeout = timeout;
  }

  @Override
  public byte[] stamp(byte[] request) {
    HttpRequest post =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/timestamp-query")
            .header("Accept", "application/timestamp-reply")
            .header("User-Agent", "waybill")
            .POST(BodyPublishers.ofByteArray(request))
            .build();
    HttpResponse<byte[]> response =
        await(client.sendAsync(post, it -> new LimitedResponse(MAX_RESPONSE_BYTES)));
    if (response.statusCode() != 200) {
      throw failure("answered " + response.statusCode());
    }
    return response.body();
  }

  /** Limits the time for the whole response; the timeout of a request ends with the headers. */
  private HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> response) {
    try {
      return response.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw failure("cannot be reached: " + e.getCause());
    } catch (TimeoutException e) {
      boolean unused = response.cancel(true);
      throw failure("timed out after " + timeout.toMillis() + " ms");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("was interrupted because the service stops");
    }
  }

  private static TimestampException failure(String what) {
    return new TimestampException("waybill.record-log.timestamp-authority " + what);
  }
}
