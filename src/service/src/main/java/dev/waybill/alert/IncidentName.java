package dev.waybill.alert;

import dev.waybill.record.object.Sha256;

/** Name of an incident for places that must not hold untrusted input, as its uid may. */
public final class IncidentName {
  /** Length of the id that people type. */
  public static final int SHORT = 12;

  private IncidentName() {}

  /** Returns the lower-case hex SHA-256 of the uid in UTF-8: 64 characters. */
  public static String of(String uid) {
    return Sha256.hash(uid).hex();
  }

  /** Returns the id that people type: the first {@value #SHORT} characters of the name. */
  public static String shortId(String uid) {
    return of(uid).substring(0, SHORT);
  }
}
