package dev.waybill.camel.sink;

import dev.waybill.alert.payload.Text;
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

/** One POST of JSON to an address that may be a secret, and what its answer means. */
final class HttpPost {
  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration ANSWER = Duration.ofMillis(2500);
  private static final int REASON = 200;

  /** What is wrong with the event, and not with who sends it or where to. */
  private static final Set<Integer> FINAL = Set.of(400, 413, 422);

  private final HttpClient client;
  private final String setting;
  private final URI address;
  private final Secret secret;

  /**
   * @param setting what an operator would look at, for errors
   * @param secret what no error may repeat
   */
  HttpPost(HttpClient client, String setting, URI address, Secret secret) {
    this.client = client;
    this.setting = setting;
    this.address = address;
    this.secret = secret;
  }

  /** HTTP/1.1, no redirects: an alert goes where it is meant to go. */
  static HttpClient client() {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(CONNECT)
        .build();
  }

  void send(String json) {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(ANSWER)
            .header("Content-Type", "application/json")
            .header("User-Agent", "waybill")
            .POST(BodyPublishers.ofString(json))
            .build();
    judge(answer(client.sendAsync(request, it -> new ShortBody())));
  }

  /** The limit holds for the whole answer; the client's own ends with the headers. */
  private HttpResponse<String> answer(CompletableFuture<HttpResponse<String>> answer) {
    try {
      return answer.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw unavailable("cannot be reached: " + String.valueOf(e.getCause()), Duration.ZERO);
    } catch (TimeoutException e) {
      boolean unused = answer.cancel(true);
      throw unavailable("did not answer in " + ANSWER.toMillis() + " ms", Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("was not waited for, as the service stops", Duration.ZERO);
    }
  }

  private void judge(HttpResponse<String> answer) {
    int status = answer.statusCode();
    if (status / 100 == 2) {
      return;
    }
    String said = "answered " + status + " " + answer.body();
    if (FINAL.contains(status)) {
      throw new SinkRefusedException(text(said));
    }
    boolean isOurs = status / 100 <= 4 && status != 408 && status != 429;
    throw unavailable(isOurs ? said + "; look whether the setting is right" : said, pause(answer));
  }

  private static Duration pause(HttpResponse<String> answer) {
    String seconds = answer.headers().firstValue("Retry-After").orElse("");
    return seconds.matches("\\d{1,6}")
        ? Duration.ofSeconds(Long.parseLong(seconds))
        : Duration.ZERO;
  }

  private SinkUnavailableException unavailable(String what, Duration pause) {
    return new SinkUnavailableException(text(what), pause);
  }

  private String text(String what) {
    String open =
        secret.reveal().isEmpty() ? what : what.replace(secret.reveal(), secret.toString());
    return setting + " " + Text.oneLine(open, REASON);
  }
}
