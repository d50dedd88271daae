package dev.waybill.fixity.shape;

import java.time.Duration;
import java.util.Optional;

/**
 * Progress of a glance.
 *
 * @param phase what is done now
 * @param done number of units that are done
 * @param expected number of units that are expected; 0 when it is unknown
 * @param elapsed time since the phase began
 */
public record ShapeProgress(Phase phase, long done, long expected, Duration elapsed) {
  /** Phases of a glance. */
  public enum Phase {
    /** The bucket is listed; the unit is a version. */
    LISTING("listing"),
    /** The log is read; the unit is an entry. */
    READING("reading the log"),
    /** Both are joined; the unit is a row. */
    JOINING("joining");

    private final String label;

    Phase(String label) {
      this.label = label;
    }

    /** Returns the name for people. */
    public String label() {
      return label;
    }
  }

  /** Returns the units that are done in a second. */
  public double perSecond() {
    long millis = elapsed.toMillis();
    return millis == 0 ? 0 : done * 1000.0 / millis;
  }

  /** Returns the time that the phase still takes at this rate; empty when it is unknown. */
  public Optional<Duration> left() {
    double rate = perSecond();
    return rate == 0 || expected < done
        ? Optional.empty()
        : Optional.of(Duration.ofMillis((long) ((expected - done) / rate * 1000)));
  }
}
