package dev.waybill.localcloud.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.waybill.localcloud.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of the checksum types of multipart objects. */
final class UploadChecksumTest {
  @ParameterizedTest
  @CsvSource({"sha256,FULL_OBJECT", "sha1,FULL_OBJECT", "crc64nvme,COMPOSITE", "md5,COMPOSITE"})
  void rejectsAChecksumTypeThatTheAlgorithmDoesNotSupport(String algorithm, String type) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(() -> new UploadChecksum(algorithm, type))
        .satisfies(error -> assertThat(error.code().code()).isEqualTo("InvalidRequest"));
  }

  @Test
  void crcSupportsFullObjectAndComposite() {
    assertThat(new UploadChecksum("crc32", "FULL_OBJECT").fullObject()).isTrue();
    assertThat(new UploadChecksum("crc32", "COMPOSITE").fullObject()).isFalse();
  }
}
