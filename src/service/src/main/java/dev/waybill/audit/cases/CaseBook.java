package dev.waybill.audit.cases;

import dev.waybill.audit.state.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Cases of a deployment, bounded. The order in which incidents arrive does not matter: two are in
 * one case when a chain of shared principals and addresses connects them.
 *
 * @param cases told and waiting cases
 * @param runs last run of each audit whose incidents are in the cases, by audit: a run that is
 *     reported again after a crash counts once
 * @param merged ids of told cases that became part of another one, with the run that did it
 */
record CaseBook(List<AttackCase> cases, Map<String, String> runs, Map<String, String> merged) {
  /** Limit of cases; the ones that were told, and the newest, stay. */
  static final int MAX_CASES = 200;

  /** Limit while a run is added, because a run may have thousands of principals. */
  private static final int MAX_UNSORTED = 2 * MAX_CASES;

  private static final int ID_BYTES = 16;

  CaseBook {
    cases = List.copyOf(cases);
    runs = Map.copyOf(runs);
    merged = Map.copyOf(merged);
  }

  static CaseBook empty() {
    return new CaseBook(List.of(), Map.of(), Map.of());
  }

  /**
   * Adds the incidents of a run; a run that is there already changes nothing.
   *
   * @param audit id of the audit
   * @param run token of the run
   * @param within longest time between two incidents of a principal or address in one case
   * @param kept time after its last event for which a case may grow
   */
  CaseBook with(
      String audit,
      String run,
      List<ReportedIncident> incidents,
      Duration within,
      Duration kept,
      Instant now) {
    if (run.equals(runs.get(audit))) {
      return this;
    }
    List<AttackCase> all =
        grown(
            cases.stream().filter(it -> !it.span().last().isBefore(now.minus(kept))).toList(),
            run,
            incidents,
            within,
            now);
    Map<String, String> gone = new TreeMap<>(merged);
    gone.values().removeIf(it -> !runs.containsValue(it));
    cases.stream()
        .filter(it -> it.isTold() && isPartOfAnother(it, all))
        .forEach(it -> gone.put(it.id(), run));
    Map<String, String> latest = new TreeMap<>(runs);
    latest.put(audit, run);
    return new CaseBook(limited(all), latest, gone);
  }

  private static List<AttackCase> grown(
      List<AttackCase> before,
      String run,
      List<ReportedIncident> incidents,
      Duration within,
      Instant now) {
    List<AttackCase> all = new ArrayList<>(before);
    int ordinal = 0;
    for (ReportedIncident incident : incidents) {
      ordinal++;
      if (incident.hasTies()) {
        add(all, AttackCase.of(id(incident, run, ordinal), incident), within);
        if (all.size() > MAX_UNSORTED) {
          all = new ArrayList<>(limited(all));
        }
      }
    }
    all.replaceAll(it -> it.isToBeTold() ? it.toldAt(now) : it);
    return all;
  }

  /** Merges all cases that a case ties together, until there is none left. */
  private static void add(List<AttackCase> all, AttackCase added, Duration within) {
    AttackCase grown = added;
    for (Optional<AttackCase> next = tied(all, grown, within);
        next.isPresent();
        next = tied(all, grown, within)) {
      all.remove(next.get());
      grown = grown.and(next.get());
    }
    all.add(grown);
  }

  private static Optional<AttackCase> tied(
      List<AttackCase> all, AttackCase grown, Duration within) {
    return all.stream().filter(it -> it.isTiedTo(grown, within)).findFirst();
  }

  private static String id(ReportedIncident incident, String run, int ordinal) {
    List<String> identity =
        List.of(incident.audit(), run, Integer.toString(ordinal), incident.span().toString());
    return HexFormat.of().formatHex(Fingerprint.of(identity), 0, ID_BYTES);
  }

  private static boolean isPartOfAnother(AttackCase told, List<AttackCase> all) {
    return all.stream().noneMatch(it -> it.id().equals(told.id()))
        && all.stream().anyMatch(it -> it.isTiedTo(told, Duration.ZERO));
  }

  private static List<AttackCase> limited(List<AttackCase> all) {
    return all.stream()
        .sorted(
            Comparator.comparing(AttackCase::isTold)
                .thenComparing(it -> it.span().last())
                .reversed())
        .limit(MAX_CASES)
        .toList();
  }

  /** Returns the case that an incident belongs to; empty when nothing ties it to one. */
  Optional<AttackCase> caseOf(ReportedIncident incident) {
    AttackCase alone = AttackCase.of("", incident);
    return cases.stream().filter(it -> it.isTiedTo(alone, Duration.ZERO)).findFirst();
  }
}
