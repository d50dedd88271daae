package dev.waybill.record.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class QuantityTest {
  @Test
  void countsOneInTheSingularAndEveryOtherNumberInThePlural() {
    assertThat(Quantity.ofEntries(0)).isEqualTo("0 entries");
    assertThat(Quantity.ofEntries(1)).isEqualTo("1 entry");
    assertThat(Quantity.ofEntries(2)).isEqualTo("2 entries");
    assertThat(Quantity.of(1, "witness", "witnesses")).isEqualTo("1 witness");
  }
}
