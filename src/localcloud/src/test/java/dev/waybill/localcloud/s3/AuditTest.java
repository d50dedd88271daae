package dev.waybill.localcloud.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is on record of a call by the time its answer has ended. */
final class AuditTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path data;
  private RawS3 s3;

  @BeforeEach
  void start() throws Exception {
    s3 = new RawS3(data);
    TrailFixture.start(s3.endpoint(), "audit", "audit-logs");
    s3.send("PUT", "/bucket", "");
    s3.send("PUT", "/bucket/key", "content");
  }

  @AfterEach
  void stop() throws IOException {
    s3.close();
  }

  @Test
  void a_read_is_on_record_before_its_last_byte_is_out() throws Exception {
    for (int i = 0; i < 50; i++) {
      s3.send("GET", "/bucket/key?n=" + i, "");
      assertThat(named("GetObject")).hasSize(i + 1);
    }
    assertThat(named("GetObject").get(0).at("/additionalEventData/bytesTransferredOut").asInt())
        .isEqualTo(7);
  }

  @Test
  void who_is_nobody_or_expects_another_owner_is_on_record() throws Exception {
    s3.unsigned("GET", "/bucket/key");
    s3.send("DELETE", "/bucket/key", "", "x-amz-expected-bucket-owner", "999999999999");
    JsonNode anonymous = named("GetObject").get(0);
    assertThat(anonymous.path("errorCode").asText()).isEqualTo("AccessDenied");
    assertThat(anonymous.at("/userIdentity/accountId").asText()).isEqualTo("ANONYMOUS");
    assertThat(named("DeleteObject").get(0).path("errorCode").asText()).isEqualTo("AccessDenied");
  }

  @Test
  void an_identity_that_is_not_proved_is_on_nobodys_record() throws Exception {
    s3.unsigned(
        "GET",
        "/bucket/key",
        "Authorization",
        "AWS4-HMAC-SHA256 Credential=victim/20200101/us-east-1/s3/aws4_request,"
            + " SignedHeaders=host, Signature=0");
    assertThat(named("GetObject")).isEmpty();
  }

  @Test
  void each_object_of_a_batch_is_on_record_besides_the_batch() throws Exception {
    s3.send(
        "POST",
        "/bucket?delete",
        "<Delete><Object><Key>key</Key></Object><Object><Key>b</Key></Object></Delete>");
    assertThat(named("DeleteObjects")).hasSize(1);
    assertThat(named("DeleteObject"))
        .extracting(event -> event.at("/requestParameters/key").asText())
        .containsExactly("key", "b");
  }

  @Test
  void the_request_id_is_the_one_in_the_answer() throws Exception {
    String id =
        s3.send("HEAD", "/bucket/key", "").headers().firstValue("x-amz-request-id").orElseThrow();
    assertThat(named("HeadObject").get(0).path("requestID").asText()).isEqualTo(id);
    assertThat(id).isUpperCase();
  }

  @Test
  void a_change_of_a_bucket_is_on_record_as_management() throws Exception {
    s3.send("DELETE", "/bucket?policy", "");
    JsonNode event = named("DeleteBucketPolicy").get(0);
    assertThat(event.path("managementEvent").asBoolean()).isTrue();
    assertThat(event.at("/requestParameters/policy").asText("absent")).isEmpty();
  }

  private List<JsonNode> named(String name) throws IOException {
    List<JsonNode> events = new ArrayList<>();
    try (Stream<Path> files = Files.list(data.resolve("trail/audit"))) {
      for (Path file : files.sorted().toList()) {
        for (String line : Files.readString(file, StandardCharsets.UTF_8).lines().toList()) {
          events.add(JSON.readTree(line));
        }
      }
    }
    events.removeIf(event -> !event.path("eventName").asText().equals(name));
    return events;
  }
}
