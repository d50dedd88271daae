package dev.waybill.provenance;

import java.nio.charset.StandardCharsets;

/** The pre-authentication encoding of DSSE 1.0.2: the bytes that are signed. */
public final class Pae {
  /** The payload type of an in-toto statement. */
  public static final String PAYLOAD_TYPE = "application/vnd.in-toto+json";

  private Pae() {}

  /** {@code DSSEv1 SP LEN(type) SP type SP LEN(body) SP body}. */
  public static byte[] of(byte[] statement) {
    byte[] head =
        ("DSSEv1 " + PAYLOAD_TYPE.length() + " " + PAYLOAD_TYPE + " " + statement.length + " ")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] encoded = new byte[head.length + statement.length];
    System.arraycopy(head, 0, encoded, 0, head.length);
    System.arraycopy(statement, 0, encoded, head.length, statement.length);
    return encoded;
  }
}
