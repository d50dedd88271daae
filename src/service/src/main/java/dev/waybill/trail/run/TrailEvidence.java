package dev.waybill.trail.run;

import dev.waybill.audit.logfile.LogEvidence;
import dev.waybill.trail.TrailFault;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Evidence from the state that the last verification of the digest chain stored. */
public final class TrailEvidence implements LogEvidence {
  private static final Logger LOG = LoggerFactory.getLogger(TrailEvidence.class);

  /** Time after which CloudTrail has usually delivered an event. */
  private static final Duration DELIVERY = Duration.ofMinutes(15);

  private final TrailStore store;
  private volatile TrailState state = TrailState.NONE;

  public TrailEvidence(TrailStore store) {
    this.store = store;
  }

  @Override
  public void recall() {
    try {
      state = store.load().state();
    } catch (RuntimeException e) {
      LOG.warn("reading the state of the digest chain failed cause=\"{}\"", e.getMessage());
    }
  }

  @Override
  public String events(Instant first, Instant last) {
    LocalDate from = LocalDate.ofInstant(first, ZoneOffset.UTC);
    LocalDate until = LocalDate.ofInstant(last.plus(DELIVERY), ZoneOffset.UTC);
    return faults().stream()
        .filter(it -> FaultDay.of(it).filter(day -> isWithin(day, from, until)).isPresent())
        .findFirst()
        .map(TrailEvidence::broken)
        .orElseGet(() -> through(last.plus(DELIVERY)));
  }

  private static boolean isWithin(LocalDate day, LocalDate from, LocalDate until) {
    return !day.isBefore(from) && !day.isAfter(until);
  }

  @Override
  public String file(String uri, Instant delivered) {
    return faults().stream()
        .filter(it -> it.object().equals(uri))
        .findFirst()
        .map(TrailEvidence::broken)
        .orElseGet(() -> through(delivered));
  }

  private List<TrailFault> faults() {
    return state.regions().stream()
        .flatMap(it -> it.faults().stream())
        .filter(it -> !it.kind().isLate())
        .toList();
  }

  private static String broken(TrailFault fault) {
    return "broken: " + fault.kind().label() + ": " + fault.object() + ": " + fault.reason();
  }

  /** A region without any digest says nothing; the others must all have come as far. */
  private String through(Instant time) {
    Optional<Instant> through =
        state.regions().stream()
            .map(TrailState.Region::through)
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder());
    return through.isPresent() && !through.get().isBefore(time) ? "verified" : NOT_VERIFIED;
  }
}
