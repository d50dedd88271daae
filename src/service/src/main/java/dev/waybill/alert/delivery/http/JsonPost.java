package dev.waybill.alert.delivery.http;

import dev.waybill.alert.delivery.AlertRejectedException;
import dev.waybill.alert.delivery.SinkUnavailableException;
import dev.waybill.alert.payload.SafeText;
import dev.waybill.settings.Secret;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** HTTP POST of JSON to an address that may be a secret, with responses mapped to exceptions. */
final class JsonPost {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration RESPONSE_TIMEOUT = Duration.ofMillis(2500);
  private static final int MAX_ERROR_LENGTH = 200;

  /** Statuses that blame the event rather than the credentials or the address. */
  private static final Set<Integer> REJECTED = Set.of(400, 413, 422);

  private final HttpClient client;
  private final String setting;
  private final URI address;
  private final Secret secret;

  /**
   * @param setting key of the setting to name in error messages
   * @param secret text that no error message may contain; empty for none
   */
  JsonPost(HttpClient client, String setting, URI address, Secret secret) {
    this.client = client;
    this.setting = setting;
    this.address = address;
    this.secret = secret;
  }

  /** Returns a client for HTTP/1.1 that follows no redirects, so that no server diverts alerts. */
  static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(CONNECT_TIMEOUT)
        .build();
  }

  /**
   * Sends a body and checks the response.
   *
   * @throws SinkUnavailableException when a retry may succeed
   * @throws AlertRejectedException when the server will never accept this body
   */
  void send(String json) {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .header("User-Agent", "waybill")
            .POST(BodyPublishers.ofString(json))
            .build();
    check(await(client.sendAsync(request, it -> new TruncatedBody())));
  }

  /** Limits the time for the whole response; the timeout of a request ends with the headers. */
  private HttpResponse<String> await(CompletableFuture<HttpResponse<String>> response) {
    try {
      return response.get(RESPONSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw unavailable("cannot be reached: " + String.valueOf(e.getCause()), Duration.ZERO);
    } catch (TimeoutException e) {
      boolean unused = response.cancel(true);
      throw unavailable("timed out after " + RESPONSE_TIMEOUT.toMillis() + " ms", Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("was interrupted because the service stops", Duration.ZERO);
    }
  }

  private void check(HttpResponse<String> response) {
    int status = response.statusCode();
    if (status / 100 == 2) {
      return;
    }
    String answer = "answered " + status + " " + response.body();
    if (REJECTED.contains(status)) {
      throw new AlertRejectedException(message(answer));
    }
    boolean blamesSetting = status / 100 <= 4 && status != 408 && status != 429;
    throw unavailable(
        blamesSetting ? answer + "; check the setting" : answer, retryAfter(response));
  }

  private static Duration retryAfter(HttpResponse<String> response) {
    String seconds = response.headers().firstValue("Retry-After").orElse("");
    return seconds.matches("\\d{1,6}")
        ? Duration.ofSeconds(Long.parseLong(seconds))
        : Duration.ZERO;
  }

  private SinkUnavailableException unavailable(String what, Duration pause) {
    return new SinkUnavailableException(message(what), pause);
  }

  private String message(String what) {
    String masked =
        secret.reveal().isEmpty() ? what : what.replace(secret.reveal(), secret.toString());
    return setting + " " + SafeText.oneLine(masked, MAX_ERROR_LENGTH);
  }
}
