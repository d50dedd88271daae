package dev.waybill.signing;

import dev.waybill.model.NamedThreads;
import dev.waybill.record.log.LogEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signer with a key in memory that the key of KMS delegates to. After twelve hours another key
 * replaces it; when KMS does not sign, the present key goes on until its delegation ends. A
 * delegation that is signed and not published yet is kept, so that each one that KMS signs is
 * published.
 */
public final class DelegatedSigner implements RecordSigner {
  /** Time after which another key replaces a key. */
  static final Duration RENEWAL = Duration.ofHours(12);

  /** Time of a delegation. */
  static final Duration VALIDITY = Duration.ofHours(24);

  /** Time before the end in which nothing is signed, because S3 must store it before. */
  static final Duration MARGIN = Duration.ofMinutes(10);

  /** Difference of the clocks of this host and of S3 that is expected. */
  static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  /** Time between two attempts to get a key while none can sign. */
  static final Duration BACK_OFF = Duration.ofSeconds(5);

  /** Time within which a signature is stored. */
  private static final Duration IN_USE = Duration.ofMinutes(15);

  private static final Duration RENEWAL_RETRY = Duration.ofMinutes(1);
  private static final Logger LOG = LoggerFactory.getLogger(DelegatedSigner.class);

  private final DelegationIssuer issuer;
  private final Clock clock;
  private final ExecutorService background =
      Executors.newSingleThreadExecutor(new NamedThreads("delegation"));
  private final AtomicBoolean renewing = new AtomicBoolean();
  private volatile @Nullable DelegatedKey current;
  private volatile @Nullable DelegatedKey previous;
  private volatile Instant renewAfter = Instant.MIN;
  private @Nullable DelegatedKey unpublished;
  private @Nullable RuntimeException failure;
  private Instant attemptAfter = Instant.MIN;

  public DelegatedSigner(DelegationIssuer issuer, Clock clock) {
    this.issuer = issuer;
    this.clock = clock;
  }

  /** Sets the receiver of the log's entries of delegations. */
  public void logTo(Consumer<LogEntry> log) {
    issuer.logTo(log);
  }

  @Override
  public KeyedSignature sign(byte[] message) {
    Instant now = clock.instant();
    DelegatedKey key = current;
    if (key == null || !now.isBefore(key.endOfUse())) {
      key = renewed(now);
    } else if (!now.isBefore(key.renewAt()) && !now.isBefore(renewAfter)) {
      renewInBackground();
    }
    return key.signer().sign(message);
  }

  /** Returns the present key, and for the time that a signature is in use the one before. */
  @Override
  public List<String> keyIds() {
    DelegatedKey key = current;
    if (key == null) {
      return List.of();
    }
    boolean isFresh = clock.instant().isBefore(key.statement().at().plus(IN_USE));
    return Stream.of(key, isFresh ? previous : null)
        .flatMap(Stream::ofNullable)
        .map(it -> it.statement().delegate())
        .toList();
  }

  private void renewInBackground() {
    if (!renewing.compareAndSet(false, true)) {
      return;
    }
    try {
      background.execute(
          () -> {
            try {
              DelegatedKey unused = renewed(clock.instant());
            } catch (RuntimeException e) {
              renewAfter = clock.instant().plus(RENEWAL_RETRY);
              LOG.warn("delegation failed cause=\"{}\"; retrying", e.getMessage());
            } finally {
              renewing.set(false);
            }
          });
    } catch (RejectedExecutionException closed) {
      renewing.set(false);
    }
  }

  /** Returns a key that is not due for renewal. Only one thread gets one, the others wait. */
  private synchronized DelegatedKey renewed(Instant now) {
    DelegatedKey key = current;
    if (key != null && now.isBefore(key.renewAt())) {
      return key;
    }
    RuntimeException last = failure;
    if (last != null && now.isBefore(attemptAfter)) {
      throw unavailable(last);
    }
    try {
      DelegatedKey next = next(now);
      previous = current;
      current = next;
      failure = null;
      LOG.info("delegation key={} until={}", next.statement().delegate(), next.endOfUse());
      return next;
    } catch (RuntimeException e) {
      failure = e;
      attemptAfter = now.plus(BACK_OFF);
      throw unavailable(e);
    }
  }

  private DelegatedKey next(Instant now) {
    DelegatedKey next = unpublished;
    if (next == null || !now.isBefore(next.renewAt())) {
      next = issuer.issue(now);
      unpublished = next;
    }
    issuer.publish(next);
    unpublished = null;
    return next;
  }

  private static SigningUnavailableException unavailable(RuntimeException cause) {
    return cause instanceof SigningUnavailableException
        ? new SigningUnavailableException(String.valueOf(cause.getMessage()), cause)
        : new SigningUnavailableException(
            "a delegation cannot be published (" + cause.getClass().getSimpleName() + ")", cause);
  }

  @Override
  public void close() {
    background.shutdownNow();
  }
}
