package dev.waybill.aws.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LogFileTest {
  private static final String UPLOAD =
      "{\"eventVersion\":\"1.11\",\"userIdentity\":{\"type\":\"AssumedRole\",\"sessionContext\":{\"a\":{}}},"
          + "\"eventName\":\"PutObject\",\"requestParameters\":{\"bucketName\":\"raw\",\"Host\":\"h\","
          + "\"key\":\"test/canary/a.txt\"},\"responseElements\":{\"x-amz-version-id\":\"v1\"},"
          + "\"resources\":[{\"key\":\"x\"}]}";

  @Test
  void findsTheUploadAmongOtherEvents() throws IOException {
    String other = UPLOAD.replace("a.txt", "b.txt");

    assertThat(containsUpload(records(other, other, UPLOAD, other))).isTrue();
    assertThat(containsUpload(records(other, other))).isFalse();
    assertThat(containsUpload(records())).isFalse();
  }

  @Test
  void matchesAnEventWithoutAVersionByItsKey() throws IOException {
    assertThat(containsUpload(records(UPLOAD.replace("{\"x-amz-version-id\":\"v1\"}", "null"))))
        .isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PutObject>GetObject",
        "\"v1\">\"v2\"",
        "\"bucketName\":\"raw\">\"bucketName\":\"raw2\"",
        "\"key\":\"test/canary/a.txt\">\"key\":\"TEST/canary/a.txt\"",
        "\"eventName\">\"errorCode\":\"AccessDenied\",\"eventName\"",
        "\"requestParameters\">\"somethingElse\"",
      })
  void ignoresAnotherEvent(String change) throws IOException {
    int at = change.indexOf('>');
    String changed = UPLOAD.replace(change.substring(0, at), change.substring(at + 1));
    assertThat(changed).isNotEqualTo(UPLOAD);

    assertThat(containsUpload(records(changed))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "[]", "{\"Records\":7}", "{\"Records\":{}}", "{\"Records\":[7]}", ""})
  void findsNothingInAFileOfAnotherStructure(String json) throws IOException {
    assertThat(containsUpload(json)).isFalse();
  }

  @Test
  void failsOnATruncatedFile() {
    assertThatThrownBy(() -> containsUpload("{\"Records\":[{\"eventName\":"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void failsOnATextAboveTheLimit() {
    String huge = "x".repeat(3 * 1024 * 1024);

    assertThatThrownBy(() -> containsUpload(records(UPLOAD.replace("1.11", huge))))
        .isInstanceOf(IOException.class);
  }

  private static String records(String... events) {
    return "{\"Records\":[" + String.join(",", events) + "]}";
  }

  private static boolean containsUpload(String json) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(json.getBytes(StandardCharsets.UTF_8));
    }
    return new LogFile(UploadedCanary.create())
        .containsUpload(new ByteArrayInputStream(bytes.toByteArray()));
  }
}
