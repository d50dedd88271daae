package dev.waybill.audit.cases;

import dev.waybill.alert.Finding;
import dev.waybill.alert.Report;
import dev.waybill.audit.cases.CaseStore.Versioned;
import dev.waybill.audit.catalog.AuditQuery;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds the incidents of runs to cases, and reports the cases in front of the incidents.
 * Thread-safe; replicas share the store. A failure never keeps a finding back.
 */
public final class AttackCases {
  private static final Logger LOG = LoggerFactory.getLogger(AttackCases.class);

  /** The leader alone writes, except while the leader changes. */
  private static final int MAX_ATTEMPTS = 5;

  private final CaseStore store;
  private final CaseIdentities identities;
  private final Duration within;
  private final Duration kept;
  private final Clock clock;

  /**
   * @param within longest time between two incidents of a principal or address in one case; zero
   *     for no cases
   * @param late time after which no run reports an event any more
   */
  public AttackCases(
      CaseStore store, CaseIdentities identities, Duration within, Duration late, Clock clock) {
    this.store = store;
    this.identities = identities;
    this.within = within;
    this.kept = within.plus(late);
    this.clock = clock;
  }

  /**
   * Adds the findings of a run to cases.
   *
   * @param query audit of the run
   * @param findings findings of one run, under its token; a run that is reported again changes
   *     nothing; those of other rules are returned as they are
   * @return what to report: the cases that grew, the ends of merged ones, and the findings
   */
  public List<Report> join(AuditQuery query, List<Finding> findings) {
    Map<Finding, ReportedIncident> incidents = new LinkedHashMap<>();
    if (!within.isZero() && !query.tactics().isEmpty()) {
      findings.stream()
          .filter(it -> it.rule().equals(query.id()))
          .forEach(it -> incidents.put(it, identities.incident(query, it)));
    }
    if (incidents.isEmpty()) {
      return List.copyOf(findings);
    }
    String run = findings.get(0).occurrences().report();
    try {
      return added(query, run, findings, incidents);
    } catch (RuntimeException e) {
      LOG.warn("audit cases failed audit={} cause={}", query.id(), e.getClass().getSimpleName());
      List<Report> reports = new ArrayList<>(findings);
      reports.add(CaseFindings.failed(String.valueOf(e.getMessage()), run, clock.instant()));
      return reports;
    }
  }

  private synchronized List<Report> added(
      AuditQuery query,
      String run,
      List<Finding> findings,
      Map<Finding, ReportedIncident> incidents) {
    for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      Optional<Versioned> stored = store.find();
      CaseBook before = stored.map(it -> CaseJson.read(it.json())).orElseGet(CaseBook::empty);
      Instant now = clock.instant();
      CaseBook after =
          before.with(query.id(), run, List.copyOf(incidents.values()), within, kept, now);
      if (after.equals(before)
          || store.keep(CaseJson.of(after), stored.map(Versioned::version).orElse(null))) {
        return reports(before, after, run, findings, incidents, now);
      }
    }
    throw new IllegalStateException("another replica changed the cases " + MAX_ATTEMPTS + " times");
  }

  private static List<Report> reports(
      CaseBook before,
      CaseBook after,
      String run,
      List<Finding> findings,
      Map<Finding, ReportedIncident> incidents,
      Instant now) {
    Map<AttackCase, List<ReportedIncident>> grown = new LinkedHashMap<>();
    List<Report> members = new ArrayList<>();
    for (Finding finding : findings) {
      ReportedIncident incident = incidents.get(finding);
      Optional<AttackCase> told =
          incident == null ? Optional.empty() : after.caseOf(incident).filter(AttackCase::isTold);
      told.ifPresent(it -> grown.computeIfAbsent(it, key -> new ArrayList<>()).add(incident));
      members.add(told.map(it -> member(finding, it)).orElse(finding));
    }
    List<Report> reports = new ArrayList<>();
    grown.forEach(
        (it, all) -> reports.add(CaseFindings.told(it, all, run, isNew(it, before), now)));
    after
        .merged()
        .forEach(
            (id, by) -> {
              if (by.equals(run)) {
                reports.add(CaseFindings.merged(id, now));
              }
            });
    reports.addAll(members);
    return reports;
  }

  private static boolean isNew(AttackCase it, CaseBook before) {
    return before.cases().stream().noneMatch(old -> old.isTold() && old.id().equals(it.id()));
  }

  private static Finding member(Finding finding, AttackCase told) {
    Map<String, String> details = new LinkedHashMap<>(finding.details());
    details.put(Finding.TOLD_IN, CaseFindings.uid(told.id()));
    return finding.withDetails(details);
  }
}
