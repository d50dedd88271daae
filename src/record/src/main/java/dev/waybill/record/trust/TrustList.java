package dev.waybill.record.trust;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * List of the keys that may sign records. It is text: one key a line, as its fingerprint and its
 * limits, and comments that begin with {@code #}. A fingerprint identifies a key completely, so the
 * key itself may come from a place that is not trusted.
 */
public final class TrustList {
  private final List<String> lines;
  private final Map<String, TrustPeriod> periods;

  private TrustList(List<String> lines, Map<String, TrustPeriod> periods) {
    this.lines = List.copyOf(lines);
    this.periods = new LinkedHashMap<>(periods);
  }

  /**
   * Parses a list.
   *
   * @throws IllegalArgumentException with the number of the line that is wrong
   */
  public static TrustList parse(String text) {
    List<String> lines = text.lines().toList();
    Map<String, TrustPeriod> periods = new LinkedHashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      try {
        Optional<TrustLine> line = TrustLine.parse(lines.get(i));
        if (line.isPresent() && periods.put(line.get().keyId(), line.get().period()) != null) {
          throw new IllegalArgumentException("the key has two lines; keep one");
        }
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("line " + (i + 1) + ": " + e.getMessage(), e);
      }
    }
    return new TrustList(lines, periods);
  }

  /** Returns a list that trusts keys without limits. */
  public static TrustList of(List<String> keyIds) {
    List<String> lines = new ArrayList<>();
    lines.add("# Keys that may sign records: the fingerprint, then not-before=, not-after= and");
    lines.add("# revoked-at= with times such as 2030-01-31T00:00:00Z. See docs/trust.md.");
    lines.addAll(keyIds);
    return parse(String.join("\n", lines));
  }

  /** Returns the times within which a key is trusted; empty when the key is not listed. */
  public Optional<TrustPeriod> period(String keyId) {
    return Optional.ofNullable(periods.get(keyId));
  }

  /** Returns the fingerprints of the listed keys, in the order of the list. */
  public List<String> keyIds() {
    return List.copyOf(periods.keySet());
  }

  /**
   * Returns this list with a revoked key. All other lines and the comments stay.
   *
   * @param at time from which on the records of the key are not trusted
   * @throws IllegalArgumentException when the key is not listed, or was revoked before that time
   */
  public TrustList revoke(String keyId, Instant at) {
    TrustPeriod period = periods.get(keyId);
    if (period == null) {
      throw new IllegalArgumentException("is not listed, so no record of it is trusted");
    }
    if (period.revokedAt() != null && period.revokedAt().isBefore(at)) {
      throw new IllegalArgumentException(
          "was revoked at " + period.revokedAt() + " already; a later time would trust it longer");
    }
    String changed = new TrustLine(keyId, period.revoked(at)).text();
    List<String> all =
        lines.stream().map(it -> isOf(it, keyId) ? changed + comment(it) : it).toList();
    return parse(String.join("\n", all));
  }

  private static String comment(String line) {
    int from = line.indexOf('#');
    return from < 0 ? "" : " " + line.substring(from);
  }

  private static boolean isOf(String line, String keyId) {
    return TrustLine.parse(line).filter(it -> it.keyId().equals(keyId)).isPresent();
  }

  /** Returns the text of the list; it ends with the end of a line. */
  public String text() {
    return String.join("\n", lines) + "\n";
  }
}
