package dev.waybill.aws.fixity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.record.chunk.ObjectRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServedRangeTest {
  private static final ObjectRange RANGE = new ObjectRange(10, 19);
  private static final long SIZE = 100;

  @ParameterizedTest
  @CsvSource({
    "bytes 10-19/100, 10",
    "bytes 10-19/50, 10",
    "bytes 10-19/20, 10",
    "bytes 10-14/15, 5",
    "bytes 10-10/11, 1",
  })
  void takesRangeAndItsBeginInShorterVersion(String stated, long length) {
    assertThat(ServedRange.isPartOf(RANGE, SIZE, stated, length)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "bytes 10-19/101, 10",
    "bytes 10-18/100, 9",
    "bytes 10-14/16, 5",
    "bytes 10-15/15, 6",
    "bytes 11-19/100, 9",
    "bytes 9-19/100, 11",
    "bytes 0-19/100, 20",
    "bytes 10-20/100, 11",
    "bytes 10-19/100, 9",
    "bytes 10-19/100, 100",
    "bytes 10-9/10, 0",
    "bytes 10-19/*, 10",
    "bytes */100, 10",
    "bytes 10-19, 10",
    "bytes -10-19/100, 10",
    "bytes 10-19/9999999999999999999, 10",
    "bits 10-19/100, 10",
    "'', 10",
  })
  void rejectsOtherBytes(String stated, long length) {
    assertThat(ServedRange.isPartOf(RANGE, SIZE, stated, length)).isFalse();
  }

  @Test
  void rejectsResponseWithoutItsHeaders() {
    assertThat(ServedRange.isPartOf(RANGE, SIZE, null, 10L)).isFalse();
    assertThat(ServedRange.isPartOf(RANGE, SIZE, "bytes 10-19/100", null)).isFalse();
  }
}
