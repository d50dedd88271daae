package dev.waybill.audit.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.audit.run.InspectedLogs;
import dev.waybill.aws.AthenaQueries;
import dev.waybill.aws.why.AthenaCalls;
import dev.waybill.settings.AuditSettings;
import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.RawSettings;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import dev.waybill.why.source.CallSource.Calls;
import dev.waybill.why.source.ObjectCall;
import dev.waybill.why.source.QueriedCalls;
import dev.waybill.why.source.StoryKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.athena.AthenaClient;

/** Query of the calls about one object, over log files with hostile and similar keys. */
@ExtendWith(CloudExtension.class)
final class ObjectCallsIT {
  private static final RawSettings RAW =
      new RawSettings("raw-bucket", "incoming/", "processed/", "test/");
  private static final String NAME = "it's ?'; DROP TABLE x; -- ü\u202e.txt";
  private static final Instant BEGIN = Instant.parse("2026-03-10T12:00:00Z");
  private static final ObjectMapper JSON = new ObjectMapper();

  private final CloudUnderTest cloud;

  ObjectCallsIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @Test
  void findsTheCallsOnBothKeysOnceAndNoOthers() throws InterruptedException {
    cloud.assumeWithout(EmulatorLimit.NO_ATHENA);
    cloud.assumeWithout(EmulatorLimit.NO_GLUE);
    AuditedLogs logs = AuditedLogs.make(cloud);
    List<JsonNode> records = new ArrayList<>();
    records.add(call("put", "PutObject", "incoming/" + NAME, "person", "false", null));
    records.add(call("copy", "CopyObject", "processed/" + NAME, "waybill", "false", null));
    records.add(call("read", "GetObject", "processed/" + NAME, "waybill", "true", null));
    records.add(call("lost", "HeadObject", "processed/" + NAME, "waybill", "true", "NoSuchKey"));
    records.add(call("spy", "GetObject", "processed/" + NAME, "spy", "true", "AccessDenied"));
    records.add(call("near", "GetObject", "processed/" + NAME + "x", "spy", "true", null));
    records.add(call("upper", "GetObject", "PROCESSED/" + NAME, "spy", "true", null));
    logs.deliver("2026/03/10", "one", records);
    logs.deliver("2026/03/10", "again", records);

    Calls calls =
        source(logs)
            .calls(
                StoryKeys.of(RAW.bucket(), "processed/" + NAME, null, CustodyScopes.of(RAW)),
                BEGIN.minusSeconds(60),
                BEGIN.plusSeconds(60));

    assertThat(calls.gaps()).isEmpty();
    assertThat(calls.calls())
        .extracting(ObjectCall::eventId)
        .containsExactlyInAnyOrder("put", "copy", "lost", "spy");
    assertThat(calls.calls())
        .filteredOn(it -> it.eventId().equals("spy"))
        .containsExactly(
            new ObjectCall(
                "spy",
                BEGIN,
                "GetObject",
                "processed/" + NAME,
                null,
                "arn:aws:iam::111122223333:role/spy",
                false,
                "203.0.113.9",
                "AccessDenied"));
    assertThat(calls.calls())
        .filteredOn(ObjectCall::isService)
        .extracting(ObjectCall::eventId)
        .containsExactlyInAnyOrder("copy", "lost");
  }

  private QueriedCalls source(AuditedLogs logs) {
    AthenaClient athena = cloud.configure(AthenaClient.builder(), cloud.credentials()).build();
    AuditSettings settings =
        new AuditSettings("trail", "primary", logs.database(), logs.resultsUri(), 1L << 40);
    return new QueriedCalls(
        new AthenaCalls(new AthenaQueries(athena, settings), Duration.ofMinutes(3)),
        QueriedCalls.query(AuditedLogs.HOME),
        Map.of(
            "raw.bucket", RAW.bucket(), "service.role", "waybill", "account", AuditedLogs.ACCOUNT),
        () -> InspectedLogs.ALL_READABLE);
  }

  private static ObjectNode call(
      String id, String name, String key, String role, String readOnly, @Nullable String error) {
    ObjectNode event = JSON.createObjectNode();
    event.put("eventVersion", "1.11").put("eventID", id).put("eventTime", BEGIN.toString());
    event.put("eventSource", "s3.amazonaws.com").put("eventName", name);
    event.put("eventCategory", "Data").put("managementEvent", false);
    event.put("readOnly", Boolean.parseBoolean(readOnly)).put("sourceIPAddress", "203.0.113.9");
    ObjectNode identity = event.putObject("userIdentity").put("type", "AssumedRole");
    identity.put("accountId", AuditedLogs.ACCOUNT);
    identity
        .putObject("sessionContext")
        .putObject("sessionIssuer")
        .put("arn", "arn:aws:iam::" + AuditedLogs.ACCOUNT + ":role/" + role)
        .put("userName", role);
    event.putObject("requestParameters").put("bucketName", RAW.bucket()).put("key", key);
    if (error != null) {
      event.put("errorCode", error);
    }
    return event;
  }
}
