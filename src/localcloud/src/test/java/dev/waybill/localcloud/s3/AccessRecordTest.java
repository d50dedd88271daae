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

/** Tests of the access records that exist when a response has ended. */
final class AccessRecordTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path data;
  private SignedS3Client s3;

  @BeforeEach
  void start() throws Exception {
    s3 = new SignedS3Client(data);
    TrailFixture.start(s3.endpoint(), "audit", "audit-logs");
    s3.send("PUT", "/bucket", "");
    s3.send("PUT", "/bucket/key", "content");
  }

  @AfterEach
  void stop() throws IOException {
    s3.close();
  }

  @Test
  void recordsAReadBeforeItsLastByteIsSent() throws Exception {
    for (int i = 0; i < 50; i++) {
      s3.send("GET", "/bucket/key?n=" + i, "");
      assertThat(eventsNamed("GetObject")).hasSize(i + 1);
    }
    assertThat(
            eventsNamed("GetObject").get(0).at("/additionalEventData/bytesTransferredOut").asInt())
        .isEqualTo(7);
  }

  @Test
  void recordsAnonymousCallsAndCallsThatExpectAnotherOwner() throws Exception {
    s3.unsigned("GET", "/bucket/key");
    s3.send("DELETE", "/bucket/key", "", "x-amz-expected-bucket-owner", "999999999999");
    JsonNode anonymous = eventsNamed("GetObject").get(0);
    assertThat(anonymous.path("errorCode").asText()).isEqualTo("AccessDenied");
    assertThat(anonymous.at("/userIdentity/accountId").asText()).isEqualTo("ANONYMOUS");
    assertThat(eventsNamed("DeleteObject").get(0).path("errorCode").asText())
        .isEqualTo("AccessDenied");
  }

  @Test
  void doesNotRecordACallWithAnInvalidSignature() throws Exception {
    s3.unsigned(
        "GET",
        "/bucket/key",
        "Authorization",
        "AWS4-HMAC-SHA256 Credential=victim/20200101/us-east-1/s3/aws4_request,"
            + " SignedHeaders=host, Signature=0");
    assertThat(eventsNamed("GetObject")).isEmpty();
  }

  @Test
  void recordsEachObjectOfABatchAndTheBatch() throws Exception {
    s3.send(
        "POST",
        "/bucket?delete",
        "<Delete><Object><Key>key</Key></Object><Object><Key>b</Key></Object></Delete>");
    assertThat(eventsNamed("DeleteObjects")).hasSize(1);
    assertThat(eventsNamed("DeleteObject"))
        .extracting(event -> event.at("/requestParameters/key").asText())
        .containsExactly("key", "b");
  }

  @Test
  void recordsTheRequestIdOfTheResponse() throws Exception {
    String id =
        s3.send("HEAD", "/bucket/key", "").headers().firstValue("x-amz-request-id").orElseThrow();
    assertThat(eventsNamed("HeadObject").get(0).path("requestID").asText()).isEqualTo(id);
    assertThat(id).isUpperCase();
  }

  @Test
  void recordsABucketChangeAsAManagementEvent() throws Exception {
    s3.send("DELETE", "/bucket?policy", "");
    JsonNode event = eventsNamed("DeleteBucketPolicy").get(0);
    assertThat(event.path("managementEvent").asBoolean()).isTrue();
    assertThat(event.at("/requestParameters/policy").asText("absent")).isEmpty();
  }

  private List<JsonNode> eventsNamed(String name) throws IOException {
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
