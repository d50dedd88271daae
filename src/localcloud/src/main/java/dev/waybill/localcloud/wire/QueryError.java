package dev.waybill.localcloud.wire;

import dev.waybill.localcloud.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A refusal as SQS and STS put it. Carries no stack trace: it is an answer, not a fault. */
public final class QueryError extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final String code;

  public QueryError(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  /** What S3 names otherwise. */
  static QueryError of(StoreException refusal) {
    String message = String.valueOf(refusal.getMessage());
    return switch (refusal.code()) {
      case REQUEST_TIME_TOO_SKEWED ->
          new QueryError(403, "SignatureDoesNotMatch", "Signature expired or not yet current");
      case AUTHORIZATION_HEADER_MALFORMED -> new QueryError(400, "IncompleteSignature", message);
      default -> new QueryError(refusal.code().status(), refusal.code().code(), message);
    };
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  /** The XML of the query protocol. */
  public String xml() {
    XmlWriter error = XmlWriter.plain("ErrorResponse").start("Error").element("Type", "Sender");
    error.element("Code", code).element("Message", getMessage()).end();
    error.element("RequestId", UUID.randomUUID().toString());
    return new String(error.bytes(), StandardCharsets.UTF_8);
  }
}
