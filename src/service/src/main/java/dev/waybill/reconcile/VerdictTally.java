package dev.waybill.reconcile;

import dev.waybill.reconcile.place.PlaceJudging;
import dev.waybill.reconcile.row.EventRow;
import dev.waybill.reconcile.row.SourceReading;
import dev.waybill.reconcile.verdict.SealFact;
import dev.waybill.reconcile.verdict.VersionCase;
import dev.waybill.reconcile.verdict.VersionDecision;
import dev.waybill.reconcile.verdict.VersionDecision.Judged;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Counts of decisions. For one thread. */
final class VerdictTally implements PlaceJudging.Listener {
  private static final int MAX_DIVIDED_KEYS = 10;

  private final Map<ReconcileVerdict, Long> counts = new EnumMap<>(ReconcileVerdict.class);
  private final ExampleList examples = new ExampleList();
  private final Set<String> divided = new LinkedHashSet<>();
  private long inFlight;
  private long there;
  private long sealed;
  private long events;
  private long union;
  private long repeated;

  @Override
  public void decided(VersionCase version, VersionDecision decision) {
    SealFact seal = version.seal();
    union++;
    there += version.there() == null ? 0 : 1;
    sealed += seal == null || seal.isCopy() ? 0 : 1;
    events += version.events().isEmpty() ? 0 : 1;
    if (decision instanceof Judged judged) {
      counts.merge(judged.verdict(), 1L, Long::sum);
      examples.add(example(version, judged));
    } else {
      inFlight++;
    }
  }

  @Override
  public void repeated(long rows) {
    repeated += rows;
  }

  @Override
  public void divided(String key) {
    if (divided.size() < MAX_DIVIDED_KEYS) {
      divided.add(key);
    }
  }

  private static ReconcileExample example(VersionCase version, Judged judged) {
    EventRow event = judged.event();
    SealFact seal = version.seal();
    return new ReconcileExample(
        judged.verdict(),
        version.key(),
        version.versionId(),
        size(version),
        seal == null ? null : seal.row().recordKey(),
        event == null ? null : event.principal(),
        event == null ? null : event.name(),
        event == null ? null : event.requestId(),
        event == null ? version.born() : event.time(),
        judged.detail());
  }

  private static long size(VersionCase version) {
    if (version.there() != null) {
      return version.there().size();
    }
    return version.seal() == null ? -1 : version.seal().row().size();
  }

  Reconciliation result(Instant asOf, List<SourceReading> sources) {
    List<String> problems = new ArrayList<>();
    sources.forEach(it -> it.problem().ifPresent(problems::add));
    // A key is untrusted text, so that it is not part of the sentence.
    if (!divided.isEmpty()) {
      problems.add(
          "at least "
              + divided.size()
              + " keys have too many versions, which were judged in parts: relations between"
              + " versions of different parts were not seen");
    }
    return new Reconciliation(
        asOf,
        counts,
        inFlight,
        new ReconcileSums(there, sealed, events, union, repeated),
        sources,
        problems,
        examples.all());
  }
}
