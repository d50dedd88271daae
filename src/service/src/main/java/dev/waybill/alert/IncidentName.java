package dev.waybill.alert;

import dev.waybill.record.object.Sha256;

/** Name of an incident for places that must not hold untrusted input, as its uid may. */
public final class IncidentName {
  private IncidentName() {}

  /** Returns the lower-case hex SHA-256 of the uid in UTF-8: 64 characters. */
  public static String of(String uid) {
    return Sha256.hash(uid).hex();
  }
}
