package dev.waybill.audit.state;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Set of the rows that were judged, as fingerprints of 64 bits each, so that a row that CloudTrail
 * delivers twice or a look-back finds again is judged once. Not thread-safe.
 *
 * <p>Among a million rows, the probability of two equal fingerprints is one in thirty million.
 */
public final class SeenRowSet {
  private static final long SECONDS_PER_HOUR = 3600;

  private final Map<Long, Long> hours = new HashMap<>();

  /**
   * Adds a row.
   *
   * @param identity values that identify the row
   * @param time time of the event, which decides how long the row is remembered
   * @return whether the row is new
   */
  public boolean add(List<String> identity, Instant time) {
    return hours.putIfAbsent(fingerprint(identity), time.getEpochSecond() / SECONDS_PER_HOUR)
        == null;
  }

  /** Returns whether a row was added. */
  public boolean contains(List<String> identity) {
    return hours.containsKey(fingerprint(identity));
  }

  /** Removes the rows of events before a time. */
  public void removeBefore(Instant time) {
    hours.values().removeIf(hour -> hour < time.getEpochSecond() / SECONDS_PER_HOUR);
  }

  /** Returns the number of rows. */
  public int size() {
    return hours.size();
  }

  /** Returns an independent copy. */
  public SeenRowSet copy() {
    SeenRowSet copy = new SeenRowSet();
    copy.hours.putAll(hours);
    return copy;
  }

  private static long fingerprint(List<String> identity) {
    return ByteBuffer.wrap(Fingerprint.of(identity)).getLong();
  }

  /** Returns the fingerprints in base64, by the hours of their events since 1970. */
  Map<String, String> encoded() {
    Map<Long, List<Long>> byHour = new TreeMap<>();
    hours.forEach(
        (fingerprint, hour) ->
            byHour.computeIfAbsent(hour, unused -> new ArrayList<>()).add(fingerprint));
    Map<String, String> encoded = new TreeMap<>();
    byHour.forEach((hour, fingerprints) -> encoded.put(Long.toString(hour), base64(fingerprints)));
    return encoded;
  }

  private static String base64(List<Long> fingerprints) {
    ByteBuffer bytes = ByteBuffer.allocate(fingerprints.size() * Long.BYTES);
    fingerprints.stream().sorted().forEach(bytes::putLong);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  /**
   * Reads an encoded set.
   *
   * @throws IllegalArgumentException when the encoding is invalid
   */
  static SeenRowSet decoded(Map<String, String> encoded) {
    SeenRowSet seen = new SeenRowSet();
    encoded.forEach(
        (hour, fingerprints) -> {
          ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(fingerprints));
          if (bytes.remaining() % Long.BYTES != 0) {
            throw new IllegalArgumentException(
                "a fingerprint of the hour " + hour + " is truncated");
          }
          while (bytes.hasRemaining()) {
            seen.hours.put(bytes.getLong(), Long.parseLong(hour));
          }
        });
    return seen;
  }
}
