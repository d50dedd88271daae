package dev.waybill.alert;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names an incident where its uid, which may hold foreign text, must not go. */
public final class IncidentName {
  private IncidentName() {}

  /** The lower-case hex SHA-256 of the uid's UTF-8: 64 characters. */
  public static String of(String uid) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(uid.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
