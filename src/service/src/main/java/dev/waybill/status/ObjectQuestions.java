package dev.waybill.status;

import dev.waybill.verify.S3Address;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Questions about one object. An answer costs requests and queries, and the port needs no password,
 * so only one question is answered at a time, and a pause follows each.
 */
public final class ObjectQuestions {
  private static final Logger LOG = LoggerFactory.getLogger(ObjectQuestions.class);

  private final Answerer answerer;
  private final Limits limits;
  private final Executor threads;
  private final Clock clock;
  private boolean isBusy;
  private Instant free = Instant.MIN;

  /** Port to what is known about one object. */
  @FunctionalInterface
  public interface Answerer {
    /**
     * Returns the answer.
     *
     * @throws Exception when there is none; only the kind of the failure is shown
     */
    ObjectAnswer answer(S3Address address) throws Exception;
  }

  /**
   * Limits of the questions.
   *
   * @param patience time that a client waits for an answer
   * @param pause time between the end of an answer and the next one
   */
  public record Limits(Duration patience, Duration pause) {
    /** Limits of the service. */
    public static final Limits DEFAULT = new Limits(Duration.ofSeconds(20), Duration.ofSeconds(5));
  }

  /**
   * @param threads threads that answer, which the port may block
   */
  public ObjectQuestions(Answerer answerer, Limits limits, Executor threads, Clock clock) {
    this.answerer = answerer;
    this.limits = limits;
    this.threads = threads;
    this.clock = clock;
  }

  /** Returns the answer, or the reason why there is none. It does not block. */
  public CompletableFuture<ObjectAnswer> ask(String text) {
    S3Address address;
    try {
      if (!S3Address.looksLikeOne(text)) {
        throw new IllegalArgumentException(
            "must be s3://bucket/key or s3://bucket/key?versionId=ID");
      }
      address = S3Address.parse(text);
    } catch (IllegalArgumentException e) {
      return none(text, "The address " + e.getMessage() + ".");
    }
    if (!begin()) {
      return none(text, "Another question was just asked. Ask again in some seconds.");
    }
    String late = "No answer within " + StatusText.span(limits.patience()) + ".";
    return CompletableFuture.supplyAsync(() -> answer(text, address), threads)
        .copy()
        .completeOnTimeout(
            ObjectAnswer.none(text, late), limits.patience().toMillis(), TimeUnit.MILLISECONDS);
  }

  private static CompletableFuture<ObjectAnswer> none(String text, String reason) {
    return CompletableFuture.completedFuture(ObjectAnswer.none(text, reason));
  }

  private synchronized boolean begin() {
    if (isBusy || clock.instant().isBefore(free)) {
      return false;
    }
    isBusy = true;
    return true;
  }

  private synchronized void end() {
    isBusy = false;
    free = clock.instant().plus(limits.pause());
  }

  private ObjectAnswer answer(String text, S3Address address) {
    try {
      return answerer.answer(address);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ObjectAnswer.none(text, "The service stops.");
    } catch (Exception e) {
      LOG.debug("question about an object failed", e);
      return ObjectAnswer.none(text, "There is no answer: " + e.getClass().getSimpleName() + ".");
    } finally {
      end();
    }
  }
}
