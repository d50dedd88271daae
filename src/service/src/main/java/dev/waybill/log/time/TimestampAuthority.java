package dev.waybill.log.time;

/** Port to an authority that dates data (RFC 3161). */
@FunctionalInterface
public interface TimestampAuthority {
  /** Limit for a response, in bytes; with a chain of certificates it has some thousand. */
  int MAX_RESPONSE_BYTES = 65_536;

  /**
   * Returns the authority's response, which is untrusted input of at most {@link
   * #MAX_RESPONSE_BYTES}.
   *
   * @param request the request in DER
   * @throws TimestampException when there is no response
   */
  byte[] stamp(byte[] request);
}
