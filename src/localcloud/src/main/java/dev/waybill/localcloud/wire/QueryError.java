package dev.waybill.localcloud.wire;

import dev.waybill.localcloud.store.StoreException;
import java.nio.charset.StandardCharsets;

/** Error response of the query protocol of SQS and STS. Has no stack trace, as it is expected. */
public final class QueryError extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;
  private final String code;

  public QueryError(int status, String code, String message) {
    super(message, null, false, false);
    this.status = status;
    this.code = code;
  }

  /** Converts an S3 error to the error that SQS and STS return in the same case. */
  static QueryError of(StoreException error) {
    String message = String.valueOf(error.getMessage());
    return switch (error.code()) {
      case REQUEST_TIME_TOO_SKEWED ->
          new QueryError(403, "SignatureDoesNotMatch", "Signature expired or not yet current");
      case AUTHORIZATION_HEADER_MALFORMED -> new QueryError(400, "IncompleteSignature", message);
      default -> new QueryError(error.code().status(), error.code().code(), message);
    };
  }

  /** Returns the HTTP status. */
  public int status() {
    return status;
  }

  public String code() {
    return code;
  }

  /**
   * Returns the response body in the XML of the query protocol.
   *
   * @param requestId the id of the request, as in the header of the response
   */
  public String xml(String requestId) {
    XmlWriter xml = XmlWriter.plain("ErrorResponse").start("Error").element("Type", "Sender");
    xml.element("Code", code).element("Message", getMessage()).end();
    xml.element("RequestId", requestId);
    return new String(xml.bytes(), StandardCharsets.UTF_8);
  }
}
