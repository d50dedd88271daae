package dev.waybill.alert;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fact that needs an operator's attention.
 *
 * @param uid identity of the finding, stable for as long as the same thing is wrong
 * @param rule kind of finding, such as {@code canary-sealed} or an audit's id
 * @param title a few words
 * @param severity severity of the finding
 * @param message description of the problem, one line; may hold untrusted input
 * @param remediation description of the fix, one line
 * @param resource ARN of the affected resource, or its name; of several the latest
 * @param time time at which the finding was made
 * @param occurrences number and time span of its occurrences
 * @param details further values by name, in order; the values may be untrusted input
 * @param references catalogue entries of this kind of finding, such as {@code CIS 5.1}
 * @param affected all affected resources, the latest among them
 */
public record Finding(
    String uid,
    String rule,
    String title,
    Severity severity,
    String message,
    String remediation,
    String resource,
    Instant time,
    OccurrenceStats occurrences,
    Map<String, String> details,
    List<String> references,
    AffectedResources affected)
    implements Report {
  /** Detail with the uid of another finding that tells this one to people. */
  public static final String TOLD_IN = "told in";

  public Finding {
    details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    references = List.copyOf(references);
  }

  /** Creates a finding that affects one resource. */
  public Finding(
      String uid,
      String rule,
      String title,
      Severity severity,
      String message,
      String remediation,
      String resource,
      Instant time,
      OccurrenceStats occurrences,
      Map<String, String> details,
      List<String> references) {
    this(
        uid,
        rule,
        title,
        severity,
        message,
        remediation,
        resource,
        time,
        occurrences,
        details,
        references,
        AffectedResources.of(resource));
  }

  /** Creates a finding with a single occurrence and no details. */
  public Finding(
      String uid,
      String rule,
      String title,
      Severity severity,
      String message,
      String remediation,
      String resource,
      Instant time) {
    this(
        uid,
        rule,
        title,
        severity,
        message,
        remediation,
        resource,
        time,
        OccurrenceStats.once(time),
        Map.of(),
        List.of());
  }

  /** Returns this finding with the occurrences, the severity and the resources of several. */
  public Finding with(
      OccurrenceStats otherOccurrences, Severity otherSeverity, AffectedResources otherAffected) {
    return new Finding(
        uid,
        rule,
        title,
        otherSeverity,
        message,
        remediation,
        resource,
        time,
        otherOccurrences,
        details,
        references,
        otherAffected);
  }

  /** Returns this finding, told to people by itself when the earlier report of it was. */
  public Finding toldLike(Finding earlier) {
    if (!details.containsKey(TOLD_IN) || earlier.details.containsKey(TOLD_IN)) {
      return this;
    }
    Map<String, String> others = new LinkedHashMap<>(details);
    others.remove(TOLD_IN);
    return withDetails(others);
  }

  /** Returns this finding with other details. */
  public Finding withDetails(Map<String, String> otherDetails) {
    return new Finding(
        uid,
        rule,
        title,
        severity,
        message,
        remediation,
        resource,
        time,
        occurrences,
        otherDetails,
        references,
        affected);
  }
}
