package dev.waybill.localcloud.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of checksums with published check values and with split bodies. */
final class BodyDigestsTest {
  private static final byte[] CHECK = "123456789".getBytes(StandardCharsets.US_ASCII);

  @ParameterizedTest
  @CsvSource({
    "crc32, cbf43926",
    "crc32c, e3069283",
    "crc64nvme, ae8b14860a799888",
    "sha1, f7c3bc1d808e04732adf679965ccc34ca7ae3441",
    "sha256, 15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225"
  })
  void matchesPublishedCheckValues(String algorithm, String hex) {
    BodyDigests digests = new BodyDigests(algorithm);
    digests.update(CHECK, 0, CHECK.length);
    String expected = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
    assertThat(digests.checksums()).containsExactlyEntriesOf(java.util.Map.of(algorithm, expected));
    assertThat(digests.md5Hex()).isEqualTo("25f9e794323b453885f5181f1b624d0b");
  }

  @Property(tries = 300)
  void crc64nvmeEqualsTheBitwiseDefinitionForAnySplit(
      @ForAll @Size(max = 200) byte[] body, @ForAll @IntRange(max = 200) int at) {
    int split = Math.min(at, body.length);
    Crc64Nvme crc = new Crc64Nvme();
    crc.update(body, 0, split);
    crc.update(body, split, body.length - split);
    assertThat(crc.getValue()).isEqualTo(bitByBit(body));
  }

  /** Computes the definition: initial value all ones, reflected, inverted at the end. */
  private static long bitByBit(byte[] body) {
    long crc = -1L;
    for (byte octet : body) {
      crc ^= octet & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ 0x9A6C9329AC4BC9B5L;
      }
    }
    return ~crc;
  }

  @Test
  void rejectsAnUnknownAlgorithm() {
    assertThatIllegalArgumentException().isThrownBy(() -> new BodyDigests("md4"));
  }
}
