package dev.waybill.localcloud.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.service.JsonCall;
import dev.waybill.localcloud.service.JsonError;
import java.time.Instant;

/** Action ListPublicKeys: the public keys that verify digest files of a time range. */
record PublicKeyListing(DigestSigningKeys keys) {
  private static final long MAX_SECONDS = Instant.MAX.getEpochSecond();

  /**
   * Lists the keys of a range. Both ends default to the current time.
   *
   * @throws JsonError InvalidTimeRangeException or InvalidTokenException
   */
  ObjectNode list(JsonCall call) {
    if (call.optional("NextToken").isPresent()) {
      throw TrailErrorCode.TOKEN.error("NextToken is reserved for future use; remove it");
    }
    Instant now = keys.now();
    Instant start = time(call, "StartTime", now);
    Instant end = time(call, "EndTime", now);
    if (start.isAfter(end)) {
      throw TrailErrorCode.TIME_RANGE.error("StartTime " + start + " is after EndTime " + end);
    }
    ObjectNode answer = JsonCall.newAnswer();
    ArrayNode list = answer.putArray("PublicKeyList");
    for (DigestSigningKey key : keys.validBetween(start, end)) {
      list.addObject()
          .put("Value", key.publicKey())
          .put("ValidityStartTime", key.validFrom())
          .put("ValidityEndTime", key.validUntil())
          .put("Fingerprint", key.fingerprint());
    }
    return answer;
  }

  private static Instant time(JsonCall call, String name, Instant defaultValue) {
    JsonNode value = call.input().path(name);
    if (value.isMissingNode() || value.isNull()) {
      return defaultValue;
    }
    if (!value.isNumber()) {
      throw new JsonError("SerializationException", name + " must be a number of seconds");
    }
    double seconds = Math.floor(value.doubleValue());
    if (!(Math.abs(seconds) < MAX_SECONDS)) {
      throw TrailErrorCode.TIME_RANGE.error(name + " is out of the range of possible times");
    }
    return Instant.ofEpochSecond((long) seconds);
  }
}
