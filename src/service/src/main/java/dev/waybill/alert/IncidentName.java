package dev.waybill.alert;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Name of an incident for places that must not hold untrusted input, as its uid may. */
public final class IncidentName {
  private IncidentName() {}

  /** Returns the lower-case hex SHA-256 of the uid in UTF-8: 64 characters. */
  public static String of(String uid) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(uid.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing in this Java runtime", e);
    }
  }
}
