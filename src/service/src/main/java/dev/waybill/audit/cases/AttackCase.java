package dev.waybill.audit.cases;

import dev.waybill.alert.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Incidents that principals and addresses tie together. It is told once it has passed {@link
 * #MIN_STAGES} stages; until then it only waits for more.
 *
 * @param id identity, which stays while the case grows
 * @param told time at which the case was first told; null while it is not
 * @param steps incidents by audit
 * @param principals principals that tie the incidents
 * @param addresses addresses that tie the incidents
 */
record AttackCase(
    String id,
    @Nullable Instant told,
    Map<String, CaseStep> steps,
    CaseTies principals,
    CaseTies addresses) {
  /** A single stage is what the findings of the audits tell themselves. */
  static final int MIN_STAGES = 2;

  /** Limit of audits in a case, above the number of shipped ones. */
  static final int MAX_STEPS = 200;

  private static final int STAGES_OF_HIGH = 3;

  AttackCase {
    steps = Map.copyOf(steps);
    if (steps.isEmpty() || steps.size() > MAX_STEPS) {
      throw new IllegalArgumentException("a case has 1 to " + MAX_STEPS + " audits");
    }
  }

  static AttackCase of(String id, ReportedIncident incident) {
    return new AttackCase(
        id,
        null,
        Map.of(incident.audit(), CaseStep.of(incident)),
        CaseTies.of(incident.principals(), incident.span()),
        CaseTies.of(incident.addresses(), incident.span()));
  }

  /** Returns whether a principal or an address ties the cases together. */
  boolean isTiedTo(AttackCase other, Duration within) {
    return principals.isNear(other.principals, within) || addresses.isNear(other.addresses, within);
  }

  /** Returns both cases as one, with the identity of the one that was told first. */
  AttackCase and(AttackCase other) {
    AttackCase elder = ORDER.compare(this, other) <= 0 ? this : other;
    Map<String, CaseStep> all = new TreeMap<>(steps);
    other.steps.values().stream()
        .filter(it -> all.size() < MAX_STEPS || all.containsKey(it.audit()))
        .forEach(it -> all.merge(it.audit(), it, CaseStep::and));
    return new AttackCase(
        elder.id,
        elder.told,
        all,
        principals.and(other.principals),
        addresses.and(other.addresses));
  }

  private static final Comparator<AttackCase> ORDER =
      Comparator.comparing(AttackCase::told, Comparator.nullsLast(Comparator.naturalOrder()))
          .thenComparing(it -> it.span().first())
          .thenComparing(AttackCase::id);

  AttackCase toldAt(Instant now) {
    return told != null ? this : new AttackCase(id, now, steps, principals, addresses);
  }

  TimeSpan span() {
    return steps.values().stream().map(CaseStep::span).reduce(TimeSpan::and).orElseThrow();
  }

  /** Returns the steps in the order of their first events. */
  List<CaseStep> inOrder() {
    return steps.values().stream()
        .sorted(
            Comparator.comparing((CaseStep it) -> it.span().first()).thenComparing(CaseStep::audit))
        .toList();
  }

  /** Returns the stages that leading incidents passed. */
  Set<Stage> stages() {
    return steps.values().stream()
        .filter(CaseStep::isLeading)
        .map(CaseStep::stage)
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Stage.class)));
  }

  boolean isTold() {
    return told != null;
  }

  boolean isToBeTold() {
    return stages().size() >= MIN_STAGES;
  }

  /** Returns the worst severity of the incidents, or more when the case passed many stages. */
  Severity severity() {
    int passed = stages().size();
    Severity least =
        passed >= Stage.values().length
            ? Severity.CRITICAL
            : passed >= STAGES_OF_HIGH ? Severity.HIGH : Severity.INFORMATIONAL;
    Severity worst =
        steps.values().stream()
            .map(CaseStep::severity)
            .max(Comparator.naturalOrder())
            .orElse(least);
    return worst.compareTo(least) > 0 ? worst : least;
  }

  long events() {
    return steps.values().stream().mapToLong(CaseStep::events).sum();
  }
}
