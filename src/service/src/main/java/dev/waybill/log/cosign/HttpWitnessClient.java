package dev.waybill.log.cosign;

import dev.waybill.log.http.LimitedResponse;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.NoteSignature;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Client of witnesses over HTTP. Replies are untrusted: their time and size are limited, and no
 * redirect is followed.
 */
public final class HttpWitnessClient implements WitnessClient {
  /** Limit for a reply, in bytes: some cosignatures, of which the largest has 3,300. */
  static final int MAX_RESPONSE_BYTES = 128 * 1024;

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int MAX_LINES = 100;
  private static final Pattern SIZE = Pattern.compile("(0|[1-9][0-9]{0,18})\n?");

  private final HttpClient http;
  private final Duration timeout;

  /** Creates a client that waits at most 5 seconds for a reply. */
  public HttpWitnessClient() {
    this(TIMEOUT);
  }

  /**
   * @param timeout time limit for a reply as a whole
   */
  HttpWitnessClient(Duration timeout) {
    this.timeout = timeout;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT_TIMEOUT)
            .build();
  }

  @Override
  public CompletableFuture<WitnessReply> addCheckpoint(WitnessEndpoint witness, byte[] body) {
    HttpRequest request =
        HttpRequest.newBuilder(witness.url())
            .header("Content-Type", "text/plain; charset=utf-8")
            .header("User-Agent", "waybill")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    CompletableFuture<HttpResponse<byte[]>> response =
        http.sendAsync(request, it -> new LimitedResponse(MAX_RESPONSE_BYTES));
    return response
        // A time limit of the request would end with the headers; this one holds for the body, too.
        .copy()
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((done, failure) -> abort(response, failure))
        .thenApply(HttpWitnessClient::reply)
        .exceptionally(failure -> new WitnessReply.Failed(problem(failure)));
  }

  private static void abort(CompletableFuture<?> response, Throwable failure) {
    if (failure != null) {
      boolean unused = response.cancel(true);
    }
  }

  private String problem(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return cause instanceof TimeoutException
        ? "no reply within " + timeout.toMillis() + " ms"
        : "cannot be reached: " + cause;
  }

  private static WitnessReply reply(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    return switch (status) {
      case 200 -> signed(response.body());
      case 409 -> otherSize(response);
      case 422 -> new WitnessReply.Inconsistent();
      case 408, 425, 429 -> new WitnessReply.Failed("answered " + status);
      default ->
          status / 100 == 4
              ? new WitnessReply.Rejected(status)
              : new WitnessReply.Failed("answered " + status);
    };
  }

  private static WitnessReply signed(byte[] body) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      if (!text.endsWith("\n")) {
        return new WitnessReply.Failed("answered without signature lines");
      }
      List<String> lines = List.of(text.substring(0, text.length() - 1).split("\n", MAX_LINES));
      return new WitnessReply.Signed(lines.stream().map(NoteSignature::ofLine).toList());
    } catch (CharacterCodingException | InvalidLogException e) {
      return new WitnessReply.Failed("answered with something else than signature lines");
    }
  }

  private static WitnessReply otherSize(HttpResponse<byte[]> response) {
    Matcher size = SIZE.matcher(new String(response.body(), StandardCharsets.ISO_8859_1));
    try {
      if (size.matches()) {
        return new WitnessReply.OtherSize(Long.parseLong(size.group(1)));
      }
    } catch (NumberFormatException tooLarge) {
      return new WitnessReply.Failed("answered 409 with a size that no tree has");
    }
    return new WitnessReply.Failed("answered 409 without a size");
  }
}
