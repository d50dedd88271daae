package dev.waybill.localcloud.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.athena.bridge.SqlFailure;
import dev.waybill.localcloud.athena.bridge.SqlSyntax;
import dev.waybill.localcloud.athena.hive.HiveParser;
import dev.waybill.localcloud.service.JsonCall;
import dev.waybill.localcloud.service.JsonError;
import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Parser of StartQueryExecution that applies the workgroup's configuration. */
record QueryRequests(WorkGroups groups, ObjectStore store, EngineHost host) {
  private static final Pattern S3_LOCATION =
      Pattern.compile("s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/.*)?");
  private static final int MAX_SQL_LENGTH = 262_144;
  private static final int MIN_TOKEN_LENGTH = 32;
  private static final int MAX_TOKEN_LENGTH = 128;

  /** Returns the idempotency token; empty if there is none. */
  String token(JsonCall call) {
    String token = call.optional("ClientRequestToken").orElse("");
    if (!token.isEmpty()
        && (token.length() < MIN_TOKEN_LENGTH || token.length() > MAX_TOKEN_LENGTH)) {
      throw call.invalidInput(
          "ClientRequestToken must have "
              + MIN_TOKEN_LENGTH
              + " to "
              + MAX_TOKEN_LENGTH
              + " characters");
    }
    return token;
  }

  QueryRequest read(JsonCall call) {
    String sql = call.text("QueryString");
    if (sql.length() > MAX_SQL_LENGTH) {
      throw call.invalidInput("QueryString must have at most " + MAX_SQL_LENGTH + " characters");
    }
    JsonNode context = call.input().path("QueryExecutionContext");
    String catalog = context.path("Catalog").asText("AwsDataCatalog");
    if (!catalog.equalsIgnoreCase("AwsDataCatalog")) {
      throw call.invalidInput(
          "Catalog " + catalog + " is not found; the only one is AwsDataCatalog");
    }
    String name = call.optional("WorkGroup").orElse(WorkGroups.PRIMARY);
    JsonNode group = groups.enabled(call, name).path("Configuration");
    JsonNode results = results(call, group);
    return new QueryRequest(
        sql,
        parameters(call),
        context.path("Database").asText("default").toLowerCase(Locale.ROOT),
        name,
        output(call, results),
        encryption(call, results),
        group.path("BytesScannedCutoffPerQuery").asLong(Long.MAX_VALUE),
        call.caller());
  }

  private static List<String> parameters(JsonCall call) {
    List<String> parameters = new ArrayList<>();
    call.input().path("ExecutionParameters").forEach(it -> parameters.add(it.asText()));
    return parameters;
  }

  /**
   * Returns the result configuration. A workgroup that enforces its own configuration overrides the
   * call's.
   */
  private static JsonNode results(JsonCall call, JsonNode group) {
    JsonNode workgroupResults = group.path("ResultConfiguration");
    JsonNode requested = call.input().path("ResultConfiguration");
    boolean enforced = group.path("EnforceWorkGroupConfiguration").asBoolean();
    if ((enforced && workgroupResults.hasNonNull("OutputLocation")) || requested.isMissingNode()) {
      return workgroupResults;
    }
    if (requested.hasNonNull("OutputLocation")) {
      return requested;
    }
    ObjectNode merged = requested.deepCopy();
    merged.set("OutputLocation", workgroupResults.path("OutputLocation"));
    return merged;
  }

  private S3Uri output(JsonCall call, JsonNode results) {
    String location = results.path("OutputLocation").asText();
    if (location.isEmpty()) {
      throw call.invalidInput(
          "No output location provided. An output location is required either through the Workgroup"
              + " result configuration setting or as an API input.");
    }
    if (!S3_LOCATION.matcher(location).matches()) {
      throw call.invalidInput("outputLocation is not a valid S3 path.");
    }
    S3Uri output = S3Uri.parse(location);
    try {
      String unused = store.bucket(output.bucket()).name();
      return output;
    } catch (StoreException e) {
      throw call.invalidInput("Unable to verify/create output bucket " + output.bucket());
    }
  }

  private static ResultEncryption encryption(JsonCall call, JsonNode results) {
    ResultEncryption encryption = ResultEncryption.of(results.path("EncryptionConfiguration"));
    if (encryption.option().equals("CSE_KMS")) {
      throw call.invalidInput("The local cloud does not support CSE_KMS for results; use SSE_KMS");
    }
    return encryption;
  }

  /**
   * Returns the type of a statement that parses.
   *
   * @throws JsonError if the statement does not parse
   */
  String kind(JsonCall call, QueryRequest request) {
    try {
      SqlSyntax syntax = host.syntax();
      if (HiveParser.parse(request.sql()).isPresent()) {
        return "DDL";
      }
      syntax.parse(request.sql());
      if (HiveParser.isView(request.sql())) {
        return "DDL";
      }
      return HiveParser.isExplain(request.sql()) ? "UTILITY" : "DML";
    } catch (SqlFailure e) {
      throw call.invalidInput(e.reason());
    } catch (EngineMissingException e) {
      throw call.invalidInput(String.valueOf(e.getMessage()));
    }
  }
}
