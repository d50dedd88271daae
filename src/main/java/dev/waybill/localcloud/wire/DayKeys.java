package dev.waybill.localcloud.wire;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The keys of Signature Version 4 by day, region and service. Thread-safe. */
final class DayKeys {
  /** Strangers may name any day. */
  private static final int MOST = 100;

  private record Scope(String date, String region, String service) {}

  private final String secret;
  private final Map<Scope, byte[]> known = new ConcurrentHashMap<>();

  DayKeys(String secret) {
    this.secret = secret;
  }

  byte[] of(String date, String region, String service) {
    if (known.size() >= MOST) {
      known.clear();
    }
    return known.computeIfAbsent(
        new Scope(date, region, service), unused -> Hmac.signingKey(secret, date, region, service));
  }
}
