package dev.waybill.camel.sink;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/** The begin of an answer, which says why; the rest is read and dropped. */
final class ShortBody implements BodySubscriber<String> {
  private static final int MOST = 1024;

  private final ByteArrayOutputStream begin = new ByteArrayOutputStream();
  private final CompletableFuture<String> body = new CompletableFuture<>();

  @Override
  public CompletionStage<String> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    subscription.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> parts) {
    for (ByteBuffer part : parts) {
      byte[] bytes = new byte[Math.min(part.remaining(), MOST - begin.size())];
      part.get(bytes);
      begin.writeBytes(bytes);
    }
  }

  @Override
  public void onError(Throwable failure) {
    boolean unused = body.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    boolean unused = body.complete(begin.toString(StandardCharsets.UTF_8));
  }
}
