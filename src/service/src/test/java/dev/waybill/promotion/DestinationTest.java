package dev.waybill.promotion;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.model.RejectReason;
import dev.waybill.model.RejectedException;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.RawSettings;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

final class DestinationTest {
  private static final CustodyScopes RAW =
      CustodyScopes.of(new RawSettings("caa304-raw-data", "incoming/", "processed/", "test/"));

  @Property
  void onlyThePrefixChanges(@ForAll @StringLength(max = 300) String rest) {
    assertThat(Destination.of(version("incoming/" + rest), RAW))
        .isEqualTo(new Destination("caa304-raw-data", "processed/" + rest));
  }

  @Test
  void thePrefixIsReplacedOnceAndAsText() {
    assertThat(keyOf("incoming/incoming/a")).isEqualTo("processed/incoming/a");
    assertThat(keyOf("incoming/$1\\E../%2e")).isEqualTo("processed/$1\\E../%2e");
    assertThat(keyOf("incoming//a")).isEqualTo("processed//a");
  }

  /** The new prefix is one byte longer than the old one; the limit counts bytes of UTF-8. */
  @Test
  void rejectsKeyLongerThan1024Bytes() {
    String fits = "incoming/" + "é".repeat(507);
    assertThat(keyOf(fits).getBytes(UTF_8)).hasSize(1024);

    ObjectVersion tooLong = version(fits + "x");
    assertThat(tooLong.key().getBytes(UTF_8)).hasSize(1024);
    assertThatThrownBy(() -> Destination.of(tooLong, RAW))
        .isInstanceOfSatisfying(
            RejectedException.class,
            refusal -> {
              assertThat(refusal.outcome().reason()).isEqualTo(RejectReason.KEY_TOO_LONG);
              assertThat(refusal.outcome().version()).isEqualTo(tooLong);
              assertThat(refusal.outcome().detail()).doesNotContain("é");
            });
  }

  @Test
  void failsOnKeyOutsideIncoming() {
    assertThatThrownBy(() -> keyOf("test/a")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> keyOf("incoming")).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> keyOf("processed/incoming/a"))
        .isInstanceOf(IllegalStateException.class);
  }

  private static String keyOf(String key) {
    return Destination.of(version(key), RAW).key();
  }

  private static ObjectVersion version(String key) {
    return new ObjectVersion("caa304-raw-data", key, "v");
  }
}
