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
 * Which rows were judged, by a fingerprint of 64 bits each: a row that CloudTrail delivers again,
 * or that a look-back finds again, is not judged again. Not thread-safe.
 *
 * <p>Of a million rows, two have the same fingerprint with a probability of one in thirty million.
 */
public final class SeenRowSet {
  private static final long HOUR = 3600;

  private final Map<Long, Long> hours = new HashMap<>();

  /**
   * Notes a row.
   *
   * @param identity the values that identify it for ever
   * @param time of the event, which decides how long it is remembered
   * @return whether it is new
   */
  public boolean add(List<String> identity, Instant time) {
    return hours.putIfAbsent(fingerprint(identity), time.getEpochSecond() / HOUR) == null;
  }

  /** Whether a row was noted. */
  public boolean has(List<String> identity) {
    return hours.containsKey(fingerprint(identity));
  }

  /** Forgets the rows of events before a time. */
  public void forgetBefore(Instant time) {
    hours.values().removeIf(hour -> hour < time.getEpochSecond() / HOUR);
  }

  /** How many rows it remembers. */
  public int size() {
    return hours.size();
  }

  /** One that can be added to while this one stays as it is. */
  public SeenRowSet copy() {
    SeenRowSet copy = new SeenRowSet();
    copy.hours.putAll(hours);
    return copy;
  }

  private static long fingerprint(List<String> identity) {
    return ByteBuffer.wrap(Fingerprint.of(identity)).getLong();
  }

  /** The fingerprints in base64, by the hour of their events since 1970. */
  Map<String, String> encoded() {
    Map<Long, List<Long>> byHour = new TreeMap<>();
    hours.forEach(
        (print, hour) -> byHour.computeIfAbsent(hour, unused -> new ArrayList<>()).add(print));
    Map<String, String> encoded = new TreeMap<>();
    byHour.forEach((hour, prints) -> encoded.put(Long.toString(hour), base64(prints)));
    return encoded;
  }

  private static String base64(List<Long> prints) {
    ByteBuffer bytes = ByteBuffer.allocate(prints.size() * Long.BYTES);
    prints.stream().sorted().forEach(bytes::putLong);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  /**
   * The same again.
   *
   * @throws IllegalArgumentException when it is none
   */
  static SeenRowSet decoded(Map<String, String> encoded) {
    SeenRowSet seen = new SeenRowSet();
    encoded.forEach(
        (hour, prints) -> {
          ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(prints));
          if (bytes.remaining() % Long.BYTES != 0) {
            throw new IllegalArgumentException("a fingerprint of the hour " + hour + " is cut off");
          }
          while (bytes.hasRemaining()) {
            seen.hours.put(bytes.getLong(), Long.parseLong(hour));
          }
        });
    return seen;
  }
}
