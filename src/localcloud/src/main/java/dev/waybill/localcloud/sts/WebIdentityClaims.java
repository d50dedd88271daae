package dev.waybill.localcloud.sts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.localcloud.wire.QueryError;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;

/**
 * Claims of a JSON Web Token (RFC 7519). Its signature is not verified because the local cloud does
 * not have the issuer's key.
 *
 * @param subject the subject of the token
 * @param audience the audience of the token
 * @param issuer the issuer of the token
 */
record WebIdentityClaims(String subject, String audience, String issuer) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Parses a token.
   *
   * @throws QueryError InvalidIdentityToken or ExpiredTokenException
   */
  static WebIdentityClaims of(String token, Instant now) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      throw invalid();
    }
    JsonNode claims = claims(parts[1]);
    if (claims.has("exp") && claims.path("exp").asLong() <= now.getEpochSecond()) {
      throw new QueryError(400, "ExpiredTokenException", "Token expired");
    }
    JsonNode audience = claims.path("aud");
    return new WebIdentityClaims(
        claims.path("sub").asText(),
        audience.isArray() ? audience.path(0).asText() : audience.asText(),
        claims.path("iss").asText());
  }

  private static JsonNode claims(String part) {
    try {
      JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(part));
      if (claims != null && claims.isObject()) {
        return claims;
      }
    } catch (IOException | IllegalArgumentException e) {
      // Rejected below, together with claims that are not an object.
    }
    throw invalid();
  }

  private static QueryError invalid() {
    return new QueryError(400, "InvalidIdentityToken", "The ID Token provided is not a valid JWT.");
  }
}
