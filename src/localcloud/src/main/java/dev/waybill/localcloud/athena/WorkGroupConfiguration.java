package dev.waybill.localcloud.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.service.JsonCall;
import dev.waybill.localcloud.service.JsonError;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A workgroup's configuration: made, changed, and held against what Athena takes. */
final class WorkGroupConfiguration {
  private static final String RESULTS = "ResultConfiguration";
  private static final String LOCATION = "OutputLocation";
  private static final String ENCRYPTION = "EncryptionConfiguration";
  private static final String OWNER = "ExpectedBucketOwner";
  private static final String CUTOFF = "BytesScannedCutoffPerQuery";
  private static final String ENGINE = "EngineVersion";
  private static final String VERSION_3 = "Athena engine version 3";
  private static final long LEAST_CUTOFF = 10_000_000;
  private static final Pattern S3 = Pattern.compile("s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/.*)?");
  private static final Set<String> OPTIONS = Set.of("SSE_S3", "SSE_KMS", "CSE_KMS");

  private static final Map<String, Boolean> FLAGS =
      Map.of(
          "EnforceWorkGroupConfiguration", true,
          "PublishCloudWatchMetricsEnabled", false,
          "RequesterPaysEnabled", false);
  private static final List<String> RESULT_MEMBERS =
      List.of(LOCATION, ENCRYPTION, OWNER, "AclConfiguration");

  private WorkGroupConfiguration() {}

  /** The configuration of a new workgroup. */
  static ObjectNode of(JsonNode asked) {
    ObjectNode configuration = JsonCall.newAnswer();
    FLAGS.forEach((name, usual) -> configuration.put(name, asked.path(name).asBoolean(usual)));
    ObjectNode results = configuration.putObject(RESULTS);
    copy(asked.path(RESULTS), RESULT_MEMBERS, results);
    copy(asked, List.of(CUTOFF), configuration);
    engine(asked.path(ENGINE), configuration);
    require(configuration);
    return configuration;
  }

  /** The same, changed as {@code ConfigurationUpdates} says. */
  static ObjectNode updated(ObjectNode before, JsonNode updates) {
    ObjectNode configuration = before.deepCopy();
    copy(updates, List.copyOf(FLAGS.keySet()), configuration);
    change(updates, List.of(CUTOFF), configuration);
    change(
        updates.path("ResultConfigurationUpdates"),
        RESULT_MEMBERS,
        configuration.withObjectProperty(RESULTS));
    if (updates.has(ENGINE)) {
      engine(updates.path(ENGINE), configuration);
    }
    require(configuration);
    return configuration;
  }

  private static void copy(JsonNode from, List<String> names, ObjectNode to) {
    for (String name : names) {
      if (from.hasNonNull(name)) {
        to.set(name, from.get(name));
      }
    }
  }

  private static void change(JsonNode updates, List<String> names, ObjectNode to) {
    for (String name : names) {
      if (updates.path("Remove" + name).asBoolean()) {
        to.remove(name);
      }
    }
    copy(updates, names, to);
  }

  private static void engine(JsonNode asked, ObjectNode configuration) {
    String selected = asked.path("SelectedEngineVersion").asText("AUTO");
    if (!Set.of("AUTO", VERSION_3).contains(selected)) {
      throw invalid("SelectedEngineVersion " + selected + " is not available");
    }
    configuration
        .putObject(ENGINE)
        .put("SelectedEngineVersion", selected)
        .put("EffectiveEngineVersion", VERSION_3);
  }

  private static void require(ObjectNode configuration) {
    JsonNode cutoff = configuration.path(CUTOFF);
    if (!cutoff.isMissingNode() && cutoff.asLong() < LEAST_CUTOFF) {
      throw invalid(CUTOFF + " is " + cutoff.asText() + " and must be at least " + LEAST_CUTOFF);
    }
    JsonNode results = configuration.path(RESULTS);
    JsonNode location = results.path(LOCATION);
    if (!location.isMissingNode() && !S3.matcher(location.asText()).matches()) {
      throw invalid("outputLocation is not a valid S3 path: " + location.asText());
    }
    requireEncryption(results.path(ENCRYPTION));
    JsonNode owner = results.path(OWNER);
    if (!owner.isMissingNode() && !owner.asText().matches("\\d{12}")) {
      throw invalid(OWNER + " is no account: " + owner.asText());
    }
  }

  private static void requireEncryption(JsonNode encryption) {
    if (encryption.isMissingNode()) {
      return;
    }
    String option = encryption.path("EncryptionOption").asText();
    if (!OPTIONS.contains(option)) {
      throw invalid("EncryptionOption is " + option + " and must be one of " + OPTIONS);
    }
    if (option.endsWith("KMS") && encryption.path("KmsKey").asText().isEmpty()) {
      throw invalid("KmsKey is required for " + option);
    }
  }

  private static JsonError invalid(String message) {
    return new JsonError(AthenaService.INVALID, message);
  }
}
