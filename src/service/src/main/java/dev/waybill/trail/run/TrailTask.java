package dev.waybill.trail.run;

import dev.waybill.alert.Report;
import dev.waybill.log.LogTask;
import dev.waybill.trail.RegionResult;
import dev.waybill.trail.RegionTrail;
import dev.waybill.trail.TrailFault;
import dev.waybill.trail.TrailResult;
import dev.waybill.trail.VerifiedDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Verification of the digest chain as a scheduled task of the leader. */
public final class TrailTask implements LogTask {
  private static final Logger LOG = LoggerFactory.getLogger(TrailTask.class);

  /** Time before the last verified digest whose digests each run reads again. */
  private static final Duration LOOK_BACK = Duration.ofDays(1);

  /** Time for which a fault is reported whose digest is not read any more. */
  private static final Duration KEPT = Duration.ofDays(14);

  private final TrailVerifier verifier;
  private final List<String> roots;
  private final TrailStore store;
  private final TrailStatements statements;
  private final TrailFindings findings;
  private final Duration catchUp;
  private final Consumer<TrailResult> listener;
  private final Clock clock;

  /** Result of a region for the state, with its reports. */
  private record Outcome(
      TrailState.Region region, Optional<RegionResult> result, List<Report> reports) {}

  /**
   * @param roots prefixes of the accounts' files
   * @param trail name or ARN of the trail
   * @param catchUp time that the first run of all, and the first run of each day, looks back
   * @param listener receives the result of each run; must not throw
   */
  public TrailTask(
      TrailVerifier verifier,
      List<String> roots,
      TrailStore store,
      TrailStatements statements,
      String trail,
      Duration catchUp,
      Consumer<TrailResult> listener,
      Clock clock) {
    this.verifier = verifier;
    this.roots = List.copyOf(roots);
    this.store = store;
    this.statements = statements;
    this.findings = new TrailFindings(trail);
    this.catchUp = catchUp;
    this.listener = listener;
    this.clock = clock;
  }

  @Override
  public synchronized List<Report> run() {
    Instant now = clock.instant();
    List<Report> reports = new ArrayList<>();
    try {
      TrailStore.Versioned known = store.load();
      Set<RegionTrail> places = new LinkedHashSet<>(verifier.regions(roots));
      places.addAll(known.state().regions().stream().map(TrailState.Region::place).toList());
      List<TrailState.Region> regions = new ArrayList<>();
      List<RegionResult> results = new ArrayList<>();
      for (RegionTrail place : places) {
        Outcome outcome = verify(place, known.state(), now);
        regions.add(outcome.region());
        outcome.result().ifPresent(results::add);
        reports.addAll(outcome.reports());
      }
      reports.add(findings.begun(now));
      listener.accept(new TrailResult(results));
      if (!store.save(new TrailState(now, regions), known.eTag())) {
        LOG.info("trail state not written, because another replica was first");
      }
    } catch (RuntimeException e) {
      LOG.debug("trail verification failed", e);
      reports.add(findings.failed(String.valueOf(e.getMessage()), now));
    }
    return reports;
  }

  private Outcome verify(RegionTrail place, TrailState state, Instant now) {
    TrailState.Region before =
        state
            .region(place)
            .orElseGet(() -> new TrailState.Region(place, null, "", "", "", List.of()));
    try {
      return verify(before, isFirstOfDay(state.ranAt(), now), now);
    } catch (RuntimeException e) {
      LOG.debug("trail verification failed region={}", place.region(), e);
      return new Outcome(
          before,
          Optional.empty(),
          List.of(findings.failed(place, String.valueOf(e.getMessage()), now)));
    }
  }

  private Outcome verify(TrailState.Region before, boolean isFirstOfDay, Instant now) {
    Instant through = before.through();
    // A time to come would have new digests count as known.
    Instant known = through == null || through.isAfter(now) ? null : through;
    Instant from = known == null ? now.minus(catchUp) : known;
    Instant reportFrom =
        known == null ? from : from.minus(isFirstOfDay ? longer(catchUp) : LOOK_BACK);
    List<RuntimeException> unpublished = new ArrayList<>();
    RegionResult result =
        verifier.verify(
            before.place(),
            reportFrom,
            from,
            known,
            now,
            step -> {
              try {
                statements.publish(step, now);
              } catch (RuntimeException e) {
                unpublished.add(e);
              }
            });
    List<TrailFault> faults = new ArrayList<>(result.faults());
    before.faults().stream()
        .filter(it -> !it.at().isAfter(reportFrom) && it.at().isAfter(now.minus(KEPT)))
        .filter(it -> !result.faults().contains(it))
        .forEach(faults::add);
    List<Report> reports = new ArrayList<>(findings.of(before.place(), faults, now));
    if (!unpublished.isEmpty()) {
      LOG.debug("trail statement failed", unpublished.get(0));
      reports.add(
          findings.failed(
              before.place(),
              "the signed statement could not be stored: " + unpublished.get(0).getMessage(),
              now));
    }
    LOG.info(
        "trail verified account={} region={} digests={} logFiles={} through={} faults={}",
        before.place().account(),
        before.place().region(),
        result.digests().size(),
        result.logFiles(),
        result.through(),
        faults.size());
    return new Outcome(
        after(before, result, faults, unpublished.isEmpty()), Optional.of(result), reports);
  }

  private static Duration longer(Duration catchUp) {
    return catchUp.compareTo(LOOK_BACK) > 0 ? catchUp : LOOK_BACK;
  }

  /** A digest whose statement is not stored is verified again by the next run. */
  private static TrailState.Region after(
      TrailState.Region before, RegionResult result, List<TrailFault> faults, boolean isPublished) {
    Instant through = result.through();
    VerifiedDigest newest =
        result.digests().stream()
            .filter(it -> it.end().equals(through))
            .max(Comparator.comparing(VerifiedDigest::key))
            .orElse(null);
    return newest == null || !isPublished
        ? new TrailState.Region(
            before.place(),
            before.through(),
            before.key(),
            before.sha256(),
            before.signature(),
            faults)
        : new TrailState.Region(
            before.place(),
            through,
            newest.key(),
            newest.sha256().hex(),
            newest.signature(),
            faults);
  }

  private static boolean isFirstOfDay(@Nullable Instant ranAt, Instant now) {
    return ranAt == null
        || ranAt.truncatedTo(ChronoUnit.DAYS).isBefore(now.truncatedTo(ChronoUnit.DAYS));
  }
}
