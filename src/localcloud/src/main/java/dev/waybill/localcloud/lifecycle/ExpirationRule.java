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
 * What one rule says of expiration; its other actions are left out.
 *
 * @param prefix of keys
 * @param tags that a version must have
 * @param moreThan bytes
 * @param lessThan bytes
 * @param days after which a current version expires, or null
 * @param date from which current versions expire, or null
 * @param markers whether delete markers go that nothing is behind
 * @param noncurrentDays after which a version goes that is not current any more, or null
 * @param newer versions that are not current any more and stay all the same
 */
record ExpirationRule(
    String prefix,
    Map<String, String> tags,
    long moreThan,
    long lessThan,
    @Nullable Integer days,
    @Nullable Instant date,
    boolean markers,
    @Nullable Integer noncurrentDays,
    int newer) {
  ExpirationRule {
    tags = Map.copyOf(tags);
  }

  /** The enabled rules of a configuration, which was checked when it was put. */
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
    XmlReader filter = first(rule, "Filter", rule);
    XmlReader all = first(filter, "And", filter);
    Map<String, String> tags = new TreeMap<>();
    all.children("Tag").forEach(tag -> tags.put(text(tag, "Key", ""), text(tag, "Value", "")));
    XmlReader current = first(rule, "Expiration", rule);
    XmlReader noncurrent = first(rule, "NoncurrentVersionExpiration", rule);
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

  private static XmlReader first(XmlReader parent, String name, XmlReader otherwise) {
    return parent.children(name).stream().findFirst().orElse(otherwise);
  }

  private static String text(XmlReader parent, String name, String usual) {
    return Objects.requireNonNullElse(parent.text(name), usual);
  }

  private static @Nullable Integer number(@Nullable String text) {
    return text == null ? null : Integer.valueOf(text);
  }

  private boolean isAbout(StoredVersion version) {
    return version.key().startsWith(prefix)
        && version.tags().entrySet().containsAll(tags.entrySet())
        && (version.deleteMarker() || (version.size() > moreThan && version.size() < lessThan));
  }

  /** Whether a current version has had its time. */
  boolean expires(StoredVersion current, Instant now) {
    return isAbout(current)
        && (isDue(current.lastModified(), days, now) || (date != null && !now.isBefore(date)));
  }

  /** Whether a delete marker goes that nothing is behind. */
  boolean removes(StoredVersion marker, Instant now) {
    return isAbout(marker) && (markers || isDue(marker.lastModified(), days, now));
  }

  /**
   * Whether a version goes that is not current any more.
   *
   * @param since when it was replaced
   * @param place 1 for the newest of those
   */
  boolean removes(StoredVersion version, Instant since, int place, Instant now) {
    return isAbout(version) && place > newer && isDue(since, noncurrentDays, now);
  }

  /** S3 counts whole days, and waits for the midnight after them. */
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
