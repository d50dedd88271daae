package dev.waybill.digest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.record.object.Sha256;
import dev.waybill.record.object.StoredChecksum;
import dev.waybill.record.object.StoredChecksum.Comparison;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UploadCheckTest {
  /** Check input of the catalogue of CRCs. */
  private static final String TEXT = "123456789";

  private static Optional<StoredChecksum> check(@Nullable ReportedChecksum stored)
      throws IOException {
    UploadCheck check = new UploadCheck(stored);
    InputStream bytes =
        check.watch(new ByteArrayInputStream(TEXT.getBytes(StandardCharsets.UTF_8)));
    return check.end(Sha256.hash(bytes.readAllBytes()));
  }

  @ParameterizedTest
  @CsvSource({
    "CRC64NVME, rosUhgp5mIg=",
    "CRC32C, 4waSgw==",
    "CRC32, y/Q5Jg==",
    "SHA1, 98O8HYCOBHMq32eZZczDTKeuNEE=",
    "SHA256, FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU="
  })
  void agreesWithTheChecksumOfEachAlgorithm(String algorithm, String value) throws IOException {
    assertThat(check(new ReportedChecksum(algorithm, value, false)))
        .contains(new StoredChecksum(Comparison.AGREES, algorithm));
  }

  @ParameterizedTest
  @CsvSource({
    "CRC64NVME, rosUhgp5mIk=",
    "CRC32C, 4waSgA==",
    "CRC32, y/Q5Jw==",
    "SHA1, A8O8HYCOBHMq32eZZczDTKeuNEE=",
    "SHA256, BeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU=",
    "CRC32, 4waSgw==",
    "CRC32, ''"
  })
  void hasNoComparisonForOtherBytes(String algorithm, String value) throws IOException {
    assertThat(check(new ReportedChecksum(algorithm, value, false))).isEmpty();
  }

  @Test
  void doesNotCompareCompositesAndUnknownAlgorithms() throws IOException {
    assertThat(check(new ReportedChecksum("SHA256", "AAAA-2", true)))
        .contains(new StoredChecksum(Comparison.COMPOSITE, "SHA256"));
    assertThat(check(new ReportedChecksum("XXHASH", "AAAA", false)))
        .contains(new StoredChecksum(Comparison.COMPOSITE, "XXHASH"));
    assertThat(check(null)).contains(StoredChecksum.NONE);
  }
}
