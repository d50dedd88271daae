package dev.waybill.alert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Size limits of a finding. SNS, SQS and EventBridge accept 256 KiB a message, and untrusted input
 * may have any length; a truncated value ends with the number of missing characters.
 */
public final class FindingLimits {
  /** Limit of one value, in UTF-16 code units, without the note that ends a truncated value. */
  public static final int MAX_CHARACTERS = 16_000;

  /** Limit of one event as JSON in UTF-8. */
  public static final int MAX_BYTES = 200_000;

  /** Limit of one of several resources; an object's ARN is shorter. */
  private static final int MAX_RESOURCE_LENGTH = 1200;

  private static final int MAX_DETAILS = 100;

  private static final int MAX_UID_LENGTH = 1000;

  private FindingLimits() {}

  /** Returns the uid, or, if it is too long, its first characters followed by its SHA-256. */
  public static String uid(String uid) {
    return uid.length() <= MAX_UID_LENGTH
        ? uid
        : start(uid, MAX_UID_LENGTH - 100) + "…" + IncidentName.of(uid);
  }

  private static String start(String text, int limit) {
    return text.substring(0, Character.isHighSurrogate(text.charAt(limit - 1)) ? limit - 1 : limit);
  }

  /** Returns the finding with every value, and the number of values, within the limits. */
  public static Finding limited(Finding finding) {
    return limited(finding, MAX_CHARACTERS);
  }

  static Finding limited(Finding finding, int limit) {
    return new Finding(
        uid(finding.uid()),
        truncate(finding.rule(), limit),
        truncate(finding.title(), limit),
        finding.severity(),
        truncate(finding.message(), limit),
        truncate(finding.remediation(), limit),
        truncate(finding.resource(), limit),
        finding.time(),
        finding.occurrences(),
        details(finding.details(), limit),
        references(finding.references(), limit),
        finding.affected().truncated(Math.min(limit, MAX_RESOURCE_LENGTH)));
  }

  /** Returns the text, or its start followed by the number of missing characters. */
  static String truncate(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    String start = start(text, limit);
    return start + "…(truncated " + (text.length() - start.length()) + " characters)";
  }

  private static Map<String, String> details(Map<String, String> details, int limit) {
    Map<String, String> kept = new LinkedHashMap<>();
    details.entrySet().stream()
        .limit(MAX_DETAILS)
        .forEach(it -> kept.put(truncate(it.getKey(), limit), truncate(it.getValue(), limit)));
    int more = details.size() - MAX_DETAILS;
    if (more > 0) {
      kept.put("…", "(truncated " + more + " more)");
    }
    return kept;
  }

  private static List<String> references(List<String> references, int limit) {
    return references.stream().limit(MAX_DETAILS).map(it -> truncate(it, limit)).toList();
  }
}
