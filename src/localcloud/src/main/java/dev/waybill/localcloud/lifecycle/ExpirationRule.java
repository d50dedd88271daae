package dev.waybill.localcloud.lifecycle;

import dev.waybill.localcloud.store.StoredVersion;
import dev.waybill.localcloud.wire.XmlReader;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Expiration actions of one lifecycle rule. Its other actions are ignored.
 *
 * @param prefix the prefix of keys
 * @param tags the tags that a version must have
 * @param sizeGreaterThan the exclusive lower limit of the size in bytes
 * @param sizeLessThan the exclusive upper limit of the size in bytes
 * @param days the age in days at which a current version expires; null for none
 * @param date the time at which current versions expire; null for none
 * @param expiredMarkers true to remove delete markers without any version behind them
 * @param noncurrentDays the number of days after which a noncurrent version is removed; null for
 *     never
 * @param retainedNoncurrent the number of newest noncurrent versions that are retained
 */
record ExpirationRule(
    String prefix,
    Map<String, String> tags,
    long sizeGreaterThan,
    long sizeLessThan,
    @Nullable Integer days,
    @Nullable Instant date,
    boolean expiredMarkers,
    @Nullable Integer noncurrentDays,
    int retainedNoncurrent) {
  ExpirationRule {
    tags = Map.copyOf(tags);
  }

  /**
   * Parses the enabled rules of a configuration. The configuration was validated when it was put.
   */
  static List<ExpirationRule> all(XmlReader configuration) {
    List<ExpirationRule> rules = new ArrayList<>();
    for (XmlReader rule : configuration.children("Rule")) {
      if ("Enabled".equals(rule.text("Status"))) {
        rules.add(of(rule));
      }
    }
    return List.copyOf(rules);
  }

  private static ExpirationRule of(XmlReader rule) {
    XmlReader filter = firstChild(rule, "Filter", rule);
    XmlReader all = firstChild(filter, "And", filter);
    Map<String, String> tags = new TreeMap<>();
    all.children("Tag").forEach(tag -> tags.put(text(tag, "Key", ""), text(tag, "Value", "")));
    XmlReader current = firstChild(rule, "Expiration", rule);
    XmlReader noncurrent = firstChild(rule, "NoncurrentVersionExpiration", rule);
    boolean expires = current != rule;
    String date = expires ? current.text("Date") : null;
    return new ExpirationRule(
        text(all, "Prefix", ""),
        tags,
        Long.parseLong(text(all, "ObjectSizeGreaterThan", "-1")),
        Long.parseLong(text(all, "ObjectSizeLessThan", "" + Long.MAX_VALUE)),
        expires ? number(current.text("Days")) : null,
        date == null ? null : Instant.parse(date),
        expires && "true".equals(current.text("ExpiredObjectDeleteMarker")),
        noncurrent == rule ? null : number(noncurrent.text("NoncurrentDays")),
        Objects.requireNonNullElse(number(noncurrent.text("NewerNoncurrentVersions")), 0));
  }

  private static XmlReader firstChild(XmlReader parent, String name, XmlReader otherwise) {
    return parent.children(name).stream().findFirst().orElse(otherwise);
  }

  private static String text(XmlReader parent, String name, String defaultValue) {
    return Objects.requireNonNullElse(parent.text(name), defaultValue);
  }

  private static @Nullable Integer number(@Nullable String text) {
    return text == null ? null : Integer.valueOf(text);
  }

  private boolean appliesTo(StoredVersion version) {
    return version.key().startsWith(prefix)
        && version.tags().entrySet().containsAll(tags.entrySet())
        && (version.deleteMarker()
            || (version.size() > sizeGreaterThan && version.size() < sizeLessThan));
  }

  /** Returns whether a current version expires. */
  boolean expires(StoredVersion current, Instant now) {
    return appliesTo(current)
        && (isDue(current.lastModified(), days, now) || (date != null && !now.isBefore(date)));
  }

  /** Returns whether a delete marker without any version behind it is removed. */
  boolean removesMarker(StoredVersion marker, Instant now) {
    return appliesTo(marker) && (expiredMarkers || isDue(marker.lastModified(), days, now));
  }

  /**
   * Returns whether a noncurrent version is removed.
   *
   * @param since the time at which the version was replaced
   * @param place the position among the noncurrent versions; 1 for the newest
   */
  boolean removesNoncurrent(StoredVersion version, Instant since, int place, Instant now) {
    return appliesTo(version) && place > retainedNoncurrent && isDue(since, noncurrentDays, now);
  }

  /**
   * Returns whether the days have passed. S3 counts whole days and rounds up to the next midnight
   * UTC.
   */
  private static boolean isDue(Instant from, @Nullable Integer days, Instant now) {
    if (days == null) {
      return false;
    }
    Instant end = from.plus(Duration.ofDays(days));
    Instant midnight = end.truncatedTo(ChronoUnit.DAYS);
    Instant due = midnight.equals(end) ? end : midnight.plus(Duration.ofDays(1));
    return !now.isBefore(due);
  }
}
