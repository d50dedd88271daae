package dev.waybill.localcloud.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.waybill.localcloud.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which checksums an object in parts can have. */
final class UploadChecksumTest {
  @ParameterizedTest
  @CsvSource({"sha256,FULL_OBJECT", "sha1,FULL_OBJECT", "crc64nvme,COMPOSITE", "md5,COMPOSITE"})
  void a_checksum_that_parts_cannot_give_is_refused(String algorithm, String type) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> new UploadChecksum(algorithm, type))
        .satisfies(refusal -> assertThat(refusal.code().code()).isEqualTo("InvalidRequest"));
  }

  @Test
  void a_crc_can_cover_the_parts_or_the_whole() {
    assertThat(new UploadChecksum("crc32", "FULL_OBJECT").fullObject()).isTrue();
    assertThat(new UploadChecksum("crc32", "COMPOSITE").fullObject()).isFalse();
  }
}
