package dev.waybill.localcloud.sts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.localcloud.wire.QueryError;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;

/**
 * What a JSON Web Token (RFC 7519) claims. Its signature is not checked: nobody here knows the
 * issuer's key.
 *
 * @param subject who it is about
 * @param audience whom it is for
 * @param issuer who made it
 */
record WebIdentityProvider(String subject, String audience, String issuer) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Reads a token; InvalidIdentityToken when it is none, ExpiredTokenException when it ended. */
  static WebIdentityProvider of(String token, Instant now) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      throw invalid();
    }
    JsonNode claims = claims(parts[1]);
    if (claims.has("exp") && claims.path("exp").asLong() <= now.getEpochSecond()) {
      throw new QueryError(400, "ExpiredTokenException", "Token expired");
    }
    JsonNode audience = claims.path("aud");
    return new WebIdentityProvider(
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
      // Refused below, like claims that are no object.
    }
    throw invalid();
  }

  private static QueryError invalid() {
    return new QueryError(400, "InvalidIdentityToken", "The ID Token provided is not a valid JWT.");
  }
}
