package dev.waybill.alert;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Something that somebody has to look at.
 *
 * @param uid what makes it this finding and no other: the same as long as the same thing is wrong
 * @param rule which kind of finding, such as {@code canary-sealed} or an audit's id
 * @param title a few words
 * @param severity how bad it is
 * @param message what is wrong, one line; may hold foreign text
 * @param remediation what mends it, one line
 * @param resource the ARN of what is concerned
 * @param time when it was found
 * @param sightings how often it was seen
 * @param details what else is known, by name, in order; the values may be foreign text
 * @param references which catalogues know this kind, such as {@code CIS 5.1}
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
    OccurrenceStats sightings,
    Map<String, String> details,
    List<String> references)
    implements Report {
  public Finding {
    details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
    references = List.copyOf(references);
  }

  /** A finding about Waybill itself, seen once, now. */
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

  /** The same with other sightings and severity. */
  public Finding with(OccurrenceStats other, Severity otherSeverity) {
    return new Finding(
        uid,
        rule,
        title,
        otherSeverity,
        message,
        remediation,
        resource,
        time,
        other,
        details,
        references);
  }
}
