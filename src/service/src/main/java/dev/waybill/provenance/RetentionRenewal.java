package dev.waybill.provenance;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Renewal of the retention of evidence: records, statements, lists of chunks, public keys and the
 * tiles of the log. Each of them is read again and again, and S3 states with it until when it is
 * retained. What ends soon is retained for as long as a new record. So evidence that is still read,
 * because its object is still in custody, cannot be deleted.
 */
public final class RetentionRenewal {
  /** Renewal that does nothing, for programs that only read. */
  public static final RetentionRenewal NONE =
      new RetentionRenewal(
          Duration.ZERO, Duration.ZERO, (lock, until) -> {}, Listener.NONE, Clock.systemUTC());

  private static final String STATEMENT = ".sigstore.json";
  private static final String TILES = "log/tile/";
  private static final String PARTIAL = ".p/";

  private final Duration retention;
  private final Duration before;
  private final Port port;
  private final Listener listener;
  private final Clock clock;

  /** Port to the provenance bucket. */
  @FunctionalInterface
  public interface Port {
    /**
     * Retains a version until a time.
     *
     * @throws RuntimeException when S3 cannot be reached or denies it
     */
    void extend(StatedLock lock, Instant until);
  }

  /** Receiver of what was renewed; must not throw. */
  public interface Listener {
    /** Receives nothing. */
    Listener NONE =
        new Listener() {
          @Override
          public void renewed() {}

          @Override
          public void failed(StatedLock lock, RuntimeException cause) {}
        };

    /** The retention of an object was extended. */
    void renewed();

    /** The retention of an object ends soon, and could not be extended. */
    void failed(StatedLock lock, RuntimeException cause);
  }

  /**
   * @param retention retention of a new record; zero when the bucket's default decides, and a
   *     renewal then lasts twice as long as its own lead
   * @param before longest time before the end of a retention at which it is renewed, at most half
   *     of the retention; zero renews nothing
   */
  public RetentionRenewal(
      Duration retention, Duration before, Port port, Listener listener, Clock clock) {
    this.retention = retention.isZero() ? before.multipliedBy(2) : retention;
    this.before =
        Comparator.<Duration>naturalOrder().compare(before, this.retention.dividedBy(2)) < 0
            ? before
            : this.retention.dividedBy(2);
    this.port = port;
    this.listener = listener;
    this.clock = clock;
  }

  /** Takes the retention of an object that was read, and renews it when it ends soon. */
  public void read(StatedLock lock) {
    if (before.isZero() || !isEvidence(lock.key())) {
      return;
    }
    Instant now = clock.instant();
    if (lock.mode() == null || !endsSoon(lock.until(), now)) {
      return;
    }
    try {
      port.extend(lock, now.plus(retention));
      listener.renewed();
    } catch (RuntimeException e) {
      listener.failed(lock, e);
    }
  }

  private boolean endsSoon(@Nullable Instant until, Instant now) {
    return until != null && until.isBefore(now.plus(before));
  }

  /** Returns false for what is replaced or removed soon, such as partial tiles and state. */
  private static boolean isEvidence(String key) {
    return key.endsWith(STATEMENT)
        || key.startsWith("chunks/")
        || key.startsWith("keys/")
        || (key.startsWith(TILES) && !key.contains(PARTIAL));
  }
}
