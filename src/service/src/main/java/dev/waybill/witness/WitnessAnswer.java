package dev.waybill.witness;

import java.nio.charset.StandardCharsets;

/** Answer of a witness to a request, as C2SP tlog-witness defines it. */
public final class WitnessAnswer {
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String SIZE = "text/x.tlog.size";

  private final int status;
  private final String contentType;
  private final byte[] body;

  private WitnessAnswer(int status, String contentType, byte[] body) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
  }

  static WitnessAnswer ok(byte[] body) {
    return new WitnessAnswer(200, TEXT, body);
  }

  static WitnessAnswer conflict(long size) {
    return new WitnessAnswer(409, SIZE, (size + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  static WitnessAnswer problem(int status, String problem) {
    return new WitnessAnswer(status, TEXT, (problem + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  /** Returns the value of the header Content-Type. */
  public String contentType() {
    return contentType;
  }

  /** Returns the body, which is not copied and must not be changed. */
  public byte[] body() {
    return body;
  }
}
