package dev.waybill.alert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How large a finding may be. SNS, SQS and EventBridge take 256 KiB a message, and a foreign text
 * may be of any length; what is cut off is told by its length.
 */
public final class Bounds {
  /** Of one value, in UTF-16 code units, without the note that the rest is cut off. */
  public static final int MOST_CHARACTERS = 16_000;

  /** Of one event as JSON in UTF-8. */
  public static final int MOST_BYTES = 200_000;

  private static final int MOST_DETAILS = 100;

  private static final int LONGEST_UID = 1000;

  private Bounds() {}

  /** A uid that is not too long: itself, or its begin with the SHA-256 of it all. */
  public static String uid(String uid) {
    return uid.length() <= LONGEST_UID
        ? uid
        : start(uid, LONGEST_UID - 100) + "…" + IncidentName.of(uid);
  }

  private static String start(String text, int most) {
    return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
  }

  /** The finding with every value, and the number of values, within bounds. */
  public static Finding within(Finding finding) {
    return within(finding, MOST_CHARACTERS);
  }

  static Finding within(Finding finding, int most) {
    return new Finding(
        uid(finding.uid()),
        cut(finding.rule(), most),
        cut(finding.title(), most),
        finding.severity(),
        cut(finding.message(), most),
        cut(finding.remediation(), most),
        cut(finding.resource(), most),
        finding.time(),
        finding.sightings(),
        details(finding.details(), most),
        references(finding.references(), most));
  }

  /** The text, or its begin and how much is missing. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    String start = start(text, most);
    return start + "…(truncated " + (text.length() - start.length()) + " characters)";
  }

  private static Map<String, String> details(Map<String, String> details, int most) {
    Map<String, String> kept = new LinkedHashMap<>();
    details.entrySet().stream()
        .limit(MOST_DETAILS)
        .forEach(it -> kept.put(cut(it.getKey(), most), cut(it.getValue(), most)));
    int more = details.size() - MOST_DETAILS;
    if (more > 0) {
      kept.put("…", "(truncated " + more + " more)");
    }
    return kept;
  }

  private static List<String> references(List<String> references, int most) {
    return references.stream().limit(MOST_DETAILS).map(it -> cut(it, most)).toList();
  }
}
