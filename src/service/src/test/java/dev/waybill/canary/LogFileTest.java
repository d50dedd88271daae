package dev.waybill.canary;

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
  void the_upload_is_found_among_others() throws IOException {
    String other = UPLOAD.replace("a.txt", "b.txt");

    assertThat(holds(records(other, other, UPLOAD, other))).isTrue();
    assertThat(holds(records(other, other))).isFalse();
    assertThat(holds(records())).isFalse();
  }

  @Test
  void an_event_that_names_no_version_is_known_by_its_key() throws IOException {
    assertThat(holds(records(UPLOAD.replace("{\"x-amz-version-id\":\"v1\"}", "null")))).isTrue();
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
  void another_event_is_not_the_upload(String change) throws IOException {
    int at = change.indexOf('>');
    String changed = UPLOAD.replace(change.substring(0, at), change.substring(at + 1));
    assertThat(changed).isNotEqualTo(UPLOAD);

    assertThat(holds(records(changed))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "[]", "{\"Records\":7}", "{\"Records\":{}}", "{\"Records\":[7]}", ""})
  void a_file_of_another_form_holds_nothing(String json) throws IOException {
    assertThat(holds(json)).isFalse();
  }

  @Test
  void a_file_that_is_cut_off_cannot_be_read() {
    assertThatThrownBy(() -> holds("{\"Records\":[{\"eventName\":"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void a_text_that_is_too_long_cannot_be_read() {
    String huge = "x".repeat(3 * 1024 * 1024);

    assertThatThrownBy(() -> holds(records(UPLOAD.replace("1.11", huge))))
        .isInstanceOf(IOException.class);
  }

  private static String records(String... events) {
    return "{\"Records\":[" + String.join(",", events) + "]}";
  }

  private static boolean holds(String json) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(json.getBytes(StandardCharsets.UTF_8));
    }
    return new LogFile(SealedCanary.canary())
        .holdsUploadOf(new ByteArrayInputStream(bytes.toByteArray()));
  }
}
