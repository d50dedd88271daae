package dev.waybill.status;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls of one source: one at a time, and none is waited for beyond the patience. */
final class SourceCall<T> {
  private static final Logger LOG = LoggerFactory.getLogger(SourceCall.class);

  private final StatusSource<T> source;
  private final Executor threads;
  private final Duration patience;
  private @Nullable CompletableFuture<StatusPart<T>> running;

  /**
   * @param threads threads that read, which the source may block
   */
  SourceCall(StatusSource<T> source, Executor threads, Duration patience) {
    this.source = source;
    this.threads = threads;
    this.patience = patience;
  }

  /** Returns the part, or that it is not known after the patience. It does not block. */
  synchronized CompletableFuture<StatusPart<T>> read() {
    CompletableFuture<StatusPart<T>> call = running;
    if (call == null || call.isDone()) {
      call = CompletableFuture.supplyAsync(this::part, threads);
      running = call;
    }
    StatusPart<T> late = StatusPart.unknown("no answer within " + StatusText.span(patience));
    return call.copy().completeOnTimeout(late, patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private StatusPart<T> part() {
    try {
      return StatusPart.of(source.read());
    } catch (NotKnownException e) {
      return StatusPart.unknown(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return StatusPart.unknown("the service stops");
    } catch (Exception e) {
      LOG.debug("status source failed", e);
      // The message may hold account ids and names; the page shows only the kind of failure.
      return StatusPart.unknown("the source failed: " + e.getClass().getSimpleName());
    }
  }
}
