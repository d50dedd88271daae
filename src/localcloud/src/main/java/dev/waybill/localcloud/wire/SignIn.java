package dev.waybill.localcloud.wire;

import dev.waybill.localcloud.store.StoreException;

/** Signing in to a service other than S3: its bodies are small, and its errors have other names. */
public final class SignIn {
  private final SigV4 signatures;
  private final String service;

  /**
   * @param service as credential scopes name it
   */
  public SignIn(SigV4 signatures, String service) {
    this.signatures = signatures;
    this.service = service;
  }

  /**
   * Finds who signed a request.
   *
   * @throws QueryError when nobody did, or not well
   */
  public Caller require(SignedRequest request, byte[] body) {
    if (request.header("authorization") == null && !isPresigned(request)) {
      throw new QueryError(
          403, "MissingAuthenticationToken", "Request is missing Authentication Token");
    }
    Caller caller = verified(request, body);
    if (!caller.service().equals(service)) {
      throw new QueryError(
          403,
          "SignatureDoesNotMatch",
          "Credential should be scoped to correct service: '" + service + "'.");
    }
    return caller;
  }

  private static boolean isPresigned(SignedRequest request) {
    return SigV4.query(request.rawQuery()).containsKey("X-Amz-Signature");
  }

  private Caller verified(SignedRequest request, byte[] body) {
    try {
      return signatures.verify(request, body);
    } catch (StoreException refusal) {
      throw QueryError.of(refusal);
    }
  }
}
