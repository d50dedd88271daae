package dev.waybill.trail.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DigestKeyTest {
  private static final String NAME =
      "111122223333_CloudTrail-Digest_us-east-2_my_trail.x_us-west-2_20150817T150131Z.json.gz";

  @Test
  void readsPlaceTrailAndTime() {
    DigestKey key =
        DigestKey.parse("AWSLogs/111122223333/CloudTrail-Digest/us-east-2/2015/08/17/" + NAME)
            .orElseThrow();

    assertThat(key.end()).isEqualTo(Instant.parse("2015-08-17T15:01:31Z"));
    assertThat(key.chain())
        .isEqualTo(
            new DigestKey.Chain(
                "AWSLogs/111122223333/",
                "111122223333",
                "us-east-2",
                "my_trail.x",
                "us-west-2",
                false));
  }

  @Test
  void readsPrefixOrganizationAndBackfill() {
    DigestKey key =
        DigestKey.parse(
                "logs/AWSLogs/o-a1b2c3d4e5/111122223333/CloudTrail-Digest/us-east-2/2015/08/17/"
                    + NAME.replace("Z.json", "Z_backfill.json"))
            .orElseThrow();

    assertThat(key.chain().root()).isEqualTo("logs/AWSLogs/o-a1b2c3d4e5/111122223333/");
    assertThat(key.chain().backfill()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWSLogs/111122223333/CloudTrail-Digest/us-east-2/2015/08/18/" + NAME,
        "AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2015/08/17/" + NAME,
        "AWSLogs/999922223333/CloudTrail-Digest/us-east-2/2015/08/17/" + NAME,
        "AWSLogs/111122223333/CloudTrail/us-east-2/2015/08/17/" + NAME,
        "AWSLogs/111122223333/CloudTrail-Digest/us-east-2/2015/08/17/x" + NAME,
        "AWSLogs/111122223333/CloudTrail-Digest/us-east-2/2015/08/17/" + NAME + "x",
        "AWSLogs/111122223333/CloudTrail-Digest/us-east-2/2015/13/17/"
            + "111122223333_CloudTrail-Digest_us-east-2_t_us-east-2_20151317T150131Z.json.gz",
        ""
      })
  void rejectsOtherPlaces(String key) {
    assertThat(DigestKey.parse(key)).isEmpty();
  }

  @Property(tries = 200)
  void neverFailsForAnyText(@ForAll String text) {
    assertThat(DigestKey.parse(text)).isEmpty();
    assertThat(DigestKey.parse("AWSLogs/1/CloudTrail-Digest/" + text)).isEmpty();
  }
}
