package dev.waybill.audit.cases;

import dev.waybill.alert.AffectedResources;
import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.OccurrenceStats;
import dev.waybill.alert.Severity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Findings about cases. */
final class CaseFindings {
  static final String RULE = "audit-case";
  private static final String FAILED_RULE = "audit-case-failed";
  private static final String FIX =
      "revoke the sessions and keys of the principals that the case names, then follow its stages in"
          + " order: each audit's finding has the details and its own response";

  private CaseFindings() {}

  static String uid(String id) {
    return RULE + "/" + id;
  }

  /**
   * Returns the finding that tells a case, or what a run added to it.
   *
   * @param incidents incidents of the run that belong to the case; at least one
   * @param run token of the run
   */
  static Finding told(
      AttackCase it, List<ReportedIncident> incidents, String run, boolean isNew, Instant now) {
    long added = incidents.stream().mapToLong(ReportedIncident::events).sum();
    TimeSpan span = it.span();
    String who =
        Stream.concat(it.principals().names().stream(), it.addresses().names().stream())
            .findFirst()
            .orElse("");
    AffectedResources affected =
        incidents.stream()
            .map(ReportedIncident::affected)
            .reduce(AffectedResources.of(who), AffectedResources::and);
    return new Finding(
        uid(it.id()),
        RULE,
        "Attack in several stages",
        it.severity(),
        message(it),
        FIX,
        who,
        now,
        new OccurrenceStats(span.first(), span.last(), isNew ? it.events() : added, run),
        details(it),
        List.of(),
        affected);
  }

  private static String message(AttackCase it) {
    TimeSpan span = it.span();
    String stages =
        byStage(it).entrySet().stream()
            .map(stage -> stage.getKey().title() + " (" + audits(stage.getValue()) + ")")
            .collect(Collectors.joining(", "));
    return who(it)
        + " passed "
        + it.stages().size()
        + " stages of an attack from "
        + span.first()
        + " to "
        + span.last()
        + ": "
        + stages;
  }

  private static String who(AttackCase it) {
    String principals = named(it.principals().names());
    String addresses = named(it.addresses().names());
    if (addresses.isEmpty()) {
      return principals;
    }
    return (principals.isEmpty() ? "somebody" : principals) + " from " + addresses;
  }

  private static String named(List<String> names) {
    if (names.isEmpty()) {
      return "";
    }
    String first = names.get(0).replaceAll("\\p{Cntrl}|\\R", " ");
    return names.size() == 1 ? first : first + " and " + (names.size() - 1) + " more";
  }

  /** Returns the steps by stage, both in the order of their first events. */
  private static Map<Stage, List<CaseStep>> byStage(AttackCase it) {
    return it.inOrder().stream()
        .collect(Collectors.groupingBy(CaseStep::stage, LinkedHashMap::new, Collectors.toList()));
  }

  private static String audits(List<CaseStep> steps) {
    return steps.stream()
        .map(it -> it.audit() + " ×" + it.events())
        .collect(
            Collectors.joining(
                ", ", "", steps.stream().anyMatch(CaseStep::isLeading) ? "" : ", minor"));
  }

  private static Map<String, String> details(AttackCase it) {
    Map<String, String> details = new LinkedHashMap<>();
    int[] ordinal = {0};
    byStage(it)
        .forEach(
            (stage, steps) ->
                details.put("stage " + ++ordinal[0] + " " + stage.title(), described(steps)));
    details.put("principals", String.join(", ", it.principals().names()));
    details.put("addresses", String.join(", ", it.addresses().names()));
    return details;
  }

  private static String described(List<CaseStep> steps) {
    return steps.stream()
        .map(
            it ->
                it.span().first()
                    + " "
                    + it.audit()
                    + ": "
                    + it.events()
                    + " events in "
                    + it.incidents()
                    + " incidents until "
                    + it.span().last())
        .collect(Collectors.joining("; "));
  }

  /** Returns the end of a case that became part of another one. */
  static FindingEnd merged(String id, Instant now) {
    return new FindingEnd(uid(id), RULE, now, "the same attacker as in an earlier case");
  }

  /** Returns the finding about incidents that could not be added to cases. */
  static Finding failed(String reason, String run, Instant now) {
    return new Finding(
        FAILED_RULE,
        FAILED_RULE,
        "Incidents could not be tied to cases",
        Severity.MEDIUM,
        "findings of audits were reported without their cases: " + reason,
        "if the document is unreadable, delete waybill/audit-cases/cases.json below"
            + " waybill.athena.results; the cases begin anew",
        "",
        now,
        new OccurrenceStats(now, now, 1, run),
        Map.of(),
        List.of());
  }
}
