package dev.waybill.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.record.object.ObjectVersion;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class S3AddressTest {
  @ParameterizedTest
  @CsvSource({
    "s3://b/a b.txt, a b.txt",
    "s3://b/a%20b.txt, a b.txt",
    "s3://b/a%2520b.txt, a%20b.txt",
    "s3://b/a+b, a+b",
    "s3://b/a%2Bb, a+b",
    "s3://b/100%, 100%",
    "s3://b/what?, what?",
    "s3://b//x, /x",
  })
  void parsesKeysAsTypedAndAsPrinted(String text, String key) {
    assertThat(S3Address.parse(text)).isEqualTo(new S3Address("b", key, null));
  }

  @Test
  void decodesSlashInAVersionId() {
    String printed = new ObjectVersion("bucket", "a/b", "/").uri();

    assertThat(S3Address.parse(printed)).isEqualTo(new S3Address("bucket", "a/b", "/"));
  }

  @Property
  void parsesEveryPrintedUriToTheSameVersion(
      @ForAll @StringLength(min = 1, max = 40) String key,
      @ForAll @StringLength(min = 1, max = 10) String versionId) {
    if (isUtf16(key) && isUtf16(versionId)) {
      String printed = new ObjectVersion("bucket", key, versionId).uri();

      assertThat(S3Address.parse(printed)).isEqualTo(new S3Address("bucket", key, versionId));
    }
  }

  private static boolean isUtf16(String text) {
    return text.codePoints().noneMatch(c -> c >= 0xd800 && c <= 0xdfff);
  }
}
