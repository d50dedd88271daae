package dev.waybill.record.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class Sha256Test {
  @Property
  void everyNotationIsReadBack(@ForAll @Size(32) byte[] bytes) {
    Sha256 digest = Sha256.of(bytes);

    assertThat(digest.bytes()).isEqualTo(bytes);
    assertThat(new Sha256(digest.hex())).isEqualTo(digest);
    assertThat(Sha256.ofBase64(digest.base64())).isEqualTo(digest);
    assertThat(digest).hasToString(digest.hex());
  }

  @Test
  void otherFormIsRejectedAndNotQuoted() {
    for (String text : List.of("", "ab", "a".repeat(63), "a".repeat(65), "A".repeat(64))) {
      assertThatThrownBy(() -> new Sha256(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("not 64 lower-case hex digits: " + text.length() + " chars");
    }
  }

  @Test
  void otherLengthIsRejected() {
    assertThatThrownBy(() -> Sha256.of(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Sha256.ofBase64("AAAA")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Sha256.ofBase64("*")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void compositeChecksumIsTheOneOfS3() {
    Sha256 part = Sha256.of(new byte[32]);

    assertThat(new PartDigests(5, List.of(part, part)).composite())
        .isEqualTo("9aX9QtFqIDAnmO9u0wmXm0MAPSMg2fDo6pgxqSdZ+0s=-2");
  }

  @Test
  void partsWithoutSizeOrDigestAreRejected() {
    assertThatThrownBy(() -> new PartDigests(0, List.of(Sha256.of(new byte[32]))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PartDigests(5, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
