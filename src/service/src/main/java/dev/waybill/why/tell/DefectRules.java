package dev.waybill.why.tell;

import dev.waybill.alert.Finding;
import dev.waybill.alert.Severity;
import dev.waybill.alert.incident.Incident;
import dev.waybill.why.StoryVerdict.Custody;
import dev.waybill.why.source.ObjectReading;
import dev.waybill.why.source.StoryFacts;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Rules about defects that re-verification found and that are not repaired. */
final class DefectRules {
  private static final String CUSTODY_RULE = "custody-";

  private final StoryFacts facts;

  DefectRules(StoryFacts facts) {
    this.facts = facts;
  }

  /** Returns the defects. */
  List<CustodyReason> reasons() {
    List<CustodyReason> reasons = new ArrayList<>();
    Map<Long, ObjectReading> newest = new TreeMap<>();
    facts.readings().readings().stream()
        .sorted(Comparator.comparing(ObjectReading::at))
        .forEach(it -> newest.put(it.examination().index(), it));
    newest.values().forEach(it -> reason(it).ifPresent(reasons::add));
    facts.incidents().forEach(it -> reason(it).ifPresent(reasons::add));
    return reasons;
  }

  private Optional<CustodyReason> reason(ObjectReading reading) {
    return isRepairedAfter(reading.at())
        ? Optional.empty()
        : ConditionCustody.of(reading.examination().condition())
            .map(
                it ->
                    new CustodyReason(
                        it,
                        "the last re-verification of entry "
                            + reading.examination().index()
                            + ", at "
                            + reading.at().truncatedTo(ChronoUnit.SECONDS)
                            + ", found it "
                            + reading.examination().condition().label()));
  }

  private Optional<CustodyReason> reason(Incident incident) {
    Finding finding = incident.finding();
    boolean isOver = incident.endReason() != null || isRepairedAfter(finding.occurrences().last());
    return isOver
        ? Optional.empty()
        : custody(finding)
            .map(
                it ->
                    new CustodyReason(
                        it,
                        "the incident "
                            + finding.rule()
                            + " of "
                            + finding.occurrences().first()
                            + " is open"));
  }

  /** A drill alters objects of its own, with a low severity. */
  private static Optional<Custody> custody(Finding finding) {
    if (finding.severity() == Severity.LOW) {
      return Optional.empty();
    }
    return finding.rule().startsWith(CUSTODY_RULE) && finding.severity() == Severity.CRITICAL
        ? Optional.of(Custody.ALTERED)
        : ConditionCustody.ofRule(finding.rule());
  }

  private boolean isRepairedAfter(Instant time) {
    return facts.statements().repairs().stream().anyMatch(it -> it.at().isAfter(time));
  }
}
