package dev.waybill.record;

import java.nio.charset.StandardCharsets;

/** Pre-authentication encoding (PAE) of DSSE 1.0.2: the bytes that a signature covers. */
public final class Pae {
  /** DSSE payload type of an in-toto statement. */
  public static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

  private Pae() {}

  /** Encodes an in-toto statement. */
  public static byte[] of(byte[] statement) {
    return of(PAYLOAD_TYPE, statement);
  }

  /** Encodes as {@code DSSEv1 SP LEN(type) SP type SP LEN(body) SP body}. */
  static byte[] of(String type, byte[] body) {
    int typeLength = type.getBytes(StandardCharsets.UTF_8).length;
    byte[] head =
        ("DSSEv1 " + typeLength + " " + type + " " + body.length + " ")
            .getBytes(StandardCharsets.UTF_8);
    byte[] encoded = new byte[head.length + body.length];
    System.arraycopy(head, 0, encoded, 0, head.length);
    System.arraycopy(body, 0, encoded, head.length, body.length);
    return encoded;
  }
}
