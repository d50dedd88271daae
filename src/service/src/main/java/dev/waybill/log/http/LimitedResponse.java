package dev.waybill.log.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Response body that fails when it is longer than a limit, and is not read on then. */
public final class LimitedResponse implements BodySubscriber<byte[]> {
  private final int limit;
  private final ByteArrayOutputStream content = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private @Nullable Subscription subscription;

  /**
   * @param limit the limit in bytes
   */
  public LimitedResponse(int limit) {
    this.limit = limit;
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return body;
  }

  @Override
  public void onSubscribe(Subscription begun) {
    subscription = begun;
    begun.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> parts) {
    for (ByteBuffer part : parts) {
      if (!body.isDone()) {
        add(part);
      }
    }
  }

  private void add(ByteBuffer part) {
    if (part.remaining() > limit - content.size()) {
      boolean unused =
          body.completeExceptionally(
              new IOException("the response is longer than " + limit + " bytes"));
      if (subscription != null) {
        subscription.cancel();
      }
      return;
    }
    byte[] bytes = new byte[part.remaining()];
    part.get(bytes);
    content.writeBytes(bytes);
  }

  @Override
  public void onError(Throwable failure) {
    boolean unused = body.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    boolean unused = body.complete(content.toByteArray());
  }
}
