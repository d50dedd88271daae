package dev.waybill.localcloud.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of ranges in an object of ten bytes. */
final class ByteRangeTest {
  @ParameterizedTest
  @CsvSource({
    "bytes=0-0, 0, 1",
    "bytes=2-4, 2, 3",
    "bytes=7-, 7, 3",
    "bytes=-3, 7, 3",
    "bytes=-99, 0, 10",
    "bytes=8-99, 8, 2",
    "bytes=9-99999999999999999999, 9, 1"
  })
  void limitsARangeToTheObject(String header, long offset, long length) {
    assertThat(ByteRange.requested(header, 10)).isEqualTo(new ByteRange(offset, length));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=10-", "bytes=10-12", "bytes=-0", "bytes=99999999999999999999-"})
  void rejectsARangeOutsideTheObject(String header) {
    assertRejected(S3ErrorCode.INVALID_RANGE, () -> ByteRange.requested(header, 10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=4-2", "bytes=-", "bytes=0-1,3-4", "lines=0-1", "bytes=a-b", ""})
  void ignoresAnInvalidRange(String header) {
    assertThat(ByteRange.requested(header, 10)).isNull();
  }

  @Test
  void rejectsASuffixRangeOfAnEmptyObject() {
    assertRejected(S3ErrorCode.INVALID_RANGE, () -> ByteRange.requested("bytes=-1", 0));
  }

  @Test
  void rejectsACopiedRangeOutsideTheSource() {
    assertThat(ByteRange.ofCopySource("bytes=0-9", 10)).isEqualTo(new ByteRange(0, 10));
    assertRejected(S3ErrorCode.INVALID_RANGE, () -> ByteRange.ofCopySource("bytes=0-10", 10));
    assertRejected(S3ErrorCode.INVALID_ARGUMENT, () -> ByteRange.ofCopySource("bytes=0-", 10));
  }

  @Test
  void contentRangeStartsAtZero() {
    assertThat(new ByteRange(2, 3).contentRange(10)).isEqualTo("bytes 2-4/10");
  }

  private static void assertRejected(S3ErrorCode code, Runnable read) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(read::run)
        .satisfies(error -> assertThat(error.code()).isEqualTo(code));
  }
}
