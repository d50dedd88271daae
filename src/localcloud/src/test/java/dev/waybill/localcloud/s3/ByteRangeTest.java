package dev.waybill.localcloud.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges of ten bytes. */
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
  void a_range_is_what_of_it_the_object_has(String header, long offset, long length) {
    assertThat(ByteRange.requested(header, 10)).isEqualTo(new ByteRange(offset, length));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=10-", "bytes=10-12", "bytes=-0", "bytes=99999999999999999999-"})
  void a_range_without_a_byte_of_the_object_is_refused(String header) {
    refused(S3ErrorCode.INVALID_RANGE, () -> ByteRange.requested(header, 10));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bytes=4-2", "bytes=-", "bytes=0-1,3-4", "lines=0-1", "bytes=a-b", ""})
  void what_is_no_range_asks_for_the_whole_object(String header) {
    assertThat(ByteRange.requested(header, 10)).isNull();
  }

  @Test
  void an_empty_object_has_no_last_byte() {
    refused(S3ErrorCode.INVALID_RANGE, () -> ByteRange.requested("bytes=-1", 0));
  }

  @Test
  void a_copied_part_lies_inside_its_source() {
    assertThat(ByteRange.ofCopySource("bytes=0-9", 10)).isEqualTo(new ByteRange(0, 10));
    refused(S3ErrorCode.INVALID_RANGE, () -> ByteRange.ofCopySource("bytes=0-10", 10));
    refused(S3ErrorCode.INVALID_ARGUMENT, () -> ByteRange.ofCopySource("bytes=0-", 10));
  }

  @Test
  void the_content_range_counts_from_zero() {
    assertThat(new ByteRange(2, 3).contentRange(10)).isEqualTo("bytes 2-4/10");
  }

  private static void refused(S3ErrorCode code, Runnable read) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(read::run)
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code));
  }
}
