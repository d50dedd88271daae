package dev.waybill.fixity.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.record.CustodyStatement;
import dev.waybill.record.FixityStatement;
import dev.waybill.record.object.Sha256;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Writer of in-toto's simple verification result (SVR v0.2) for a cycle. It follows from the
 * cycle's own statement alone, so that both never contradict each other: its subjects are the list
 * of results and that statement, and it names what was verified.
 */
final class SvrStatement {
  /** Identity of the verifier; its version changes with what is verified. */
  static final String VERIFIER = "https://waybill.dev/verifier/fixity/v1";

  /** Property: every version that was sealed when the cycle began has a valid result. */
  static final String COMPLETE = "WAYBILL_FIXITY_RESULTS_COMPLETE";

  /** Property: no result states a defect. */
  static final String NO_DEFECT = "WAYBILL_FIXITY_NO_DEFECT_FOUND";

  /** Property: the bytes of every version that was sealed when the cycle began are as sealed. */
  static final String INTACT = "WAYBILL_FIXITY_ALL_BYTES_INTACT";

  private static final ObjectMapper JSON = new ObjectMapper();

  private SvrStatement() {}

  /**
   * Returns the statement as JSON in UTF-8.
   *
   * @param own the cycle's own statement, which is verified
   * @param bundle the bytes of its object
   */
  static byte[] write(FixityStatement own, byte[] bundle) {
    try {
      JsonNode predicate = JSON.readTree(own.payload()).path("predicate");
      ObjectNode statement = JsonNodeFactory.instance.objectNode();
      statement.put("_type", CustodyStatement.TYPE);
      ArrayNode subjects = statement.putArray("subject");
      subjects
          .addObject()
          .put("name", FixityStatement.subject(own.cycle()))
          .putObject("digest")
          .put("sha256", own.results().hex());
      subjects
          .addObject()
          .put("name", own.key())
          .putObject("digest")
          .put("sha256", Sha256.hash(bundle).hex());
      statement.put("predicateType", FixityStatement.SVR_TYPE);
      writePredicate(statement.putObject("predicate"), predicate, own);
      return JSON.writeValueAsBytes(statement);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void writePredicate(ObjectNode svr, JsonNode predicate, FixityStatement own)
      throws JsonProcessingException {
    ObjectNode verifier = svr.putObject("verifier");
    verifier.put("id", VERIFIER);
    byte[] policy =
        JSON.writeValueAsString(predicate.path("policy")).getBytes(StandardCharsets.UTF_8);
    ObjectNode descriptor = verifier.putArray("policies").addObject();
    descriptor.put("name", "policy");
    descriptor.put("mediaType", "application/json");
    descriptor.putObject("digest").put("sha256", Sha256.hash(policy).hex());
    descriptor.put("content", Base64.getEncoder().encodeToString(policy));
    svr.put("timeCreated", own.at().toString());
    writeProperties(svr.putArray("properties"), predicate);
  }

  private static void writeProperties(ArrayNode properties, JsonNode predicate) {
    JsonNode defects = predicate.path("defects");
    boolean isComplete =
        isZero(predicate, "versions", "missing") && isZero(predicate, "results", "invalid");
    boolean isClean =
        isZero(predicate, "defects", "versions")
            && isZero(predicate, "defects", "superseded")
            && defects.path("first").isEmpty()
            && predicate.path("versions").path("examined").asLong(0) > 0;
    if (isComplete) {
      properties.add(COMPLETE);
    }
    if (isClean) {
      properties.add(NO_DEFECT);
    }
    if (isComplete && isClean && isZero(predicate, "gaps", "versions")) {
      properties.add(INTACT);
    }
  }

  /** A number that is missing is not zero. */
  private static boolean isZero(JsonNode predicate, String group, String name) {
    return predicate.path(group).path(name).asLong(-1) == 0;
  }
}
