package dev.waybill.record;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.record.Verdict.Reason;
import dev.waybill.record.object.DeploymentDigests;
import dev.waybill.record.object.Sha256;
import java.io.IOException;
import java.util.Set;

/** JSON form of the deployment's digests in the predicate. */
final class DeploymentJson {
  private static final Reason REASON = Reason.STATEMENT;

  private DeploymentJson() {}

  static void write(JsonGenerator json, DeploymentDigests deployment) throws IOException {
    json.writeObjectFieldStart("deployment");
    json.writeStringField("routes", deployment.routes().hex());
    json.writeStringField("configuration", deployment.configuration().hex());
    json.writeStringField("sql", deployment.sql().hex());
    json.writeEndObject();
  }

  /** Reads the digests of a predicate, all of which are required. */
  static DeploymentDigests read(JsonNode predicate) throws InvalidRecordException {
    JsonNode deployment = RecordJson.object(predicate, "deployment", REASON);
    RecordJson.requireOnly(deployment, Set.of("routes", "configuration", "sql"), REASON);
    return new DeploymentDigests(
        digest(deployment, "routes"),
        digest(deployment, "configuration"),
        digest(deployment, "sql"));
  }

  private static Sha256 digest(JsonNode deployment, String name) throws InvalidRecordException {
    return new Sha256(RecordJson.text(deployment, name, REASON));
  }
}
