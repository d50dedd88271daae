package dev.waybill.localcloud.athena;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.service.JsonCall;
import dev.waybill.localcloud.service.JsonError;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Creation, change and validation of a workgroup's configuration. */
final class WorkGroupConfiguration {
  private static final String RESULTS = "ResultConfiguration";
  private static final String LOCATION = "OutputLocation";
  private static final String ENCRYPTION = "EncryptionConfiguration";
  private static final String OWNER = "ExpectedBucketOwner";
  private static final String CUTOFF = "BytesScannedCutoffPerQuery";
  private static final String ENGINE = "EngineVersion";
  private static final String VERSION_3 = "Athena engine version 3";
  private static final long MIN_CUTOFF = 10_000_000;
  private static final Pattern S3_LOCATION =
      Pattern.compile("s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/.*)?");
  private static final Set<String> OPTIONS = Set.of("SSE_S3", "SSE_KMS", "CSE_KMS");

  private static final Map<String, Boolean> FLAGS =
      Map.of(
          "EnforceWorkGroupConfiguration", true,
          "PublishCloudWatchMetricsEnabled", false,
          "RequesterPaysEnabled", false);
  private static final List<String> RESULT_MEMBERS =
      List.of(LOCATION, ENCRYPTION, OWNER, "AclConfiguration");

  private WorkGroupConfiguration() {}

  /** Returns the configuration of a new workgroup. */
  static ObjectNode of(JsonNode requested) {
    ObjectNode configuration = JsonCall.newAnswer();
    FLAGS.forEach(
        (name, defaultValue) ->
            configuration.put(name, requested.path(name).asBoolean(defaultValue)));
    ObjectNode results = configuration.putObject(RESULTS);
    copy(requested.path(RESULTS), RESULT_MEMBERS, results);
    copy(requested, List.of(CUTOFF), configuration);
    engine(requested.path(ENGINE), configuration);
    validate(configuration);
    return configuration;
  }

  /** Returns a copy with {@code ConfigurationUpdates} applied. */
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
    validate(configuration);
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

  private static void engine(JsonNode requested, ObjectNode configuration) {
    String selected = requested.path("SelectedEngineVersion").asText("AUTO");
    if (!Set.of("AUTO", VERSION_3).contains(selected)) {
      throw invalid("SelectedEngineVersion " + selected + " is not available");
    }
    configuration
        .putObject(ENGINE)
        .put("SelectedEngineVersion", selected)
        .put("EffectiveEngineVersion", VERSION_3);
  }

  private static void validate(ObjectNode configuration) {
    JsonNode cutoff = configuration.path(CUTOFF);
    if (!cutoff.isMissingNode() && cutoff.asLong() < MIN_CUTOFF) {
      throw invalid(CUTOFF + " is " + cutoff.asText() + " and must be at least " + MIN_CUTOFF);
    }
    JsonNode results = configuration.path(RESULTS);
    JsonNode location = results.path(LOCATION);
    if (!location.isMissingNode() && !S3_LOCATION.matcher(location.asText()).matches()) {
      throw invalid("outputLocation is not a valid S3 path: " + location.asText());
    }
    validateEncryption(results.path(ENCRYPTION));
    JsonNode owner = results.path(OWNER);
    if (!owner.isMissingNode() && !owner.asText().matches("\\d{12}")) {
      throw invalid(OWNER + " is " + owner.asText() + " and must be an account id of 12 digits");
    }
  }

  private static void validateEncryption(JsonNode encryption) {
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
    return new JsonError(AthenaService.INVALID_REQUEST, message);
  }
}
