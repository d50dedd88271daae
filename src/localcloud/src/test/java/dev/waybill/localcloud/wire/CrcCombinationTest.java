package dev.waybill.localcloud.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of CRCs that are combined from the CRCs of parts. */
final class CrcCombinationTest {
  @ParameterizedTest
  @ValueSource(strings = {"crc32", "crc32c", "crc64nvme"})
  void combinedCrcEqualsTheCrcOfTheWhole(String algorithm) {
    Random random = new Random(1);
    byte[] whole = new byte[10_000];
    random.nextBytes(whole);
    for (int round = 0; round < 50; round++) {
      CrcCombination combined = Objects.requireNonNull(CrcCombination.of(algorithm));
      for (int from = 0; from < whole.length; ) {
        int size = Math.min(random.nextInt(4000), whole.length - from);
        combined.append(checksum(algorithm, whole, from, size), size);
        from += size;
      }
      assertThat(combined.checksum()).isEqualTo(checksum(algorithm, whole, 0, whole.length));
    }
  }

  @Test
  void sha256CannotBeCombined() {
    assertThat(CrcCombination.of("sha256")).isNull();
  }

  private static String checksum(String algorithm, byte[] bytes, int from, int size) {
    BodyDigests digests = new BodyDigests(algorithm);
    digests.update(bytes, from, size);
    return Objects.requireNonNull(Map.copyOf(digests.checksums()).get(algorithm));
  }
}
