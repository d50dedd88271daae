package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.TestBucket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Contract of object keys: bytes, not paths. */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class KeyContractIT {
  private final S3Client s3;
  private final TestBucket bucket;

  KeyContractIT(CloudUnderTest cloud) {
    this.s3 = cloud.s3();
    this.bucket = cloud.bucket("keys");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b",
        "a+b",
        "a%20b",
        "100%",
        "\u00fc/\u00f1/\u65e5\u672c",
        "x//y",
        "dir/",
        "a&b=c?d#e",
        "q'\"<>",
        "~!*()",
        "./dot/../x",
        "../up",
        "/lead",
        "//lead",
        "back\\slash",
        "emoji\ud83d\ude00",
        "date=2024-01-01/part:1",
        "${sysenv.HOME}",
        "#{1+1}",
        "{{key}}",
        "new\nline",
        "tab\there"
      })
  void anyKeyIsWrittenReadListedAndDeletedUnchanged(String key) {
    bucket.put(key, "v:" + key);
    assertThat(bucket.get(key)).isEqualTo("v:" + key);
    assertThat(listed()).contains(key);
    bucket.delete(key);
    assertThat(listed()).doesNotContain(key);
  }

  @Test
  void aKeyMayBeThePrefixOfAnother() {
    bucket.put("a", "1");
    bucket.put("a/b", "2");
    bucket.put("a/b/c", "3");
    assertThat(bucket.get("a")).isEqualTo("1");
    assertThat(bucket.get("a/b")).isEqualTo("2");
    assertThat(bucket.get("a/b/c")).isEqualTo("3");
  }

  @Test
  void similarKeysAreDifferentObjects() {
    bucket.put("same/\u00e4", "composed");
    bucket.put("same/a\u0308", "decomposed");
    bucket.put("SAME/\u00e4", "capital");
    assertThat(bucket.get("same/\u00e4")).isEqualTo("composed");
    assertThat(bucket.get("same/a\u0308")).isEqualTo("decomposed");
    assertThat(bucket.get("SAME/\u00e4")).isEqualTo("capital");
  }

  @Test
  void aKeyHasAtMost1024Bytes() {
    String longest = "x".repeat(1024);
    bucket.put(longest, "1");
    assertThat(bucket.get(longest)).isEqualTo("1");
    ExpectedError.of(400, "KeyTooLongError", () -> bucket.put("y".repeat(1025), "1"));
  }

  private List<String> listed() {
    return s3.listObjectsV2(it -> it.bucket(bucket.name())).contents().stream()
        .map(S3Object::key)
        .toList();
  }
}
