package dev.waybill.record.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ObjectVersionTest {
  @ParameterizedTest
  @CsvSource({"'', k, v, bucket", "raw, '', v, key", "raw, k, '', versionId"})
  void emptyPartIsRejected(String bucket, String key, String versionId, String empty) {
    assertThatThrownBy(() -> new ObjectVersion(bucket, key, versionId))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(empty + " is empty");
  }

  @Test
  void uriKeepsSlashesOfTheKeyOnly() {
    assertThat(new ObjectVersion("raw", "a/b c", "v/1").uri())
        .isEqualTo("s3://raw/a/b%20c?versionId=v%2F1");
  }
}
