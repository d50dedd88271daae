package dev.waybill.localcloud.wire;

import dev.waybill.localcloud.store.StoreException;

/**
 * Authentication for services other than S3, whose bodies are small and whose error codes differ.
 */
public final class RequestAuthenticator {
  private final SigV4 signatures;
  private final String service;

  /**
   * @param service the service name in credential scopes
   */
  public RequestAuthenticator(SigV4 signatures, String service) {
    this.signatures = signatures;
    this.service = service;
  }

  /**
   * Verifies the signature of a request and returns its signer.
   *
   * @throws QueryError when the request is unsigned or its signature is not valid for this service
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
    } catch (StoreException error) {
      throw QueryError.of(error);
    }
  }
}
