package dev.waybill.record.object;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SequencerTest {
  @Test
  void paddingOnTheRightDoesNotChangeTheOrder() {
    assertThat(new Sequencer("0055AED6DC")).isEqualByComparingTo(new Sequencer("0055AED6DC00"));
    assertThat(new Sequencer("0055")).isLessThan(new Sequencer("0055AED6DC"));
  }

  @Property
  void theOrderIsTotal(@ForAll("hex") String a, @ForAll("hex") String b, @ForAll("hex") String c) {
    Sequencer x = new Sequencer(a);
    Sequencer y = new Sequencer(b);
    Sequencer z = new Sequencer(c);
    assertThat(Integer.signum(x.compareTo(y))).isEqualTo(-Integer.signum(y.compareTo(x)));
    if (x.compareTo(y) <= 0 && y.compareTo(z) <= 0) {
      assertThat(x).isLessThanOrEqualTo(z);
    }
    assertThat(x.equals(y)).isEqualTo(x.compareTo(y) == 0);
  }

  @Provide
  Arbitrary<String> hex() {
    return Arbitraries.strings().withChars("0123456789abcdefABCDEF").ofMinLength(1).ofMaxLength(24);
  }

  @Property
  void trailingZerosDoNotChangeTheOrder(
      @ForAll @StringLength(min = 1, max = 16) @CharRange(from = '0', to = '9') String digits) {
    assertThat(new Sequencer(digits)).isEqualTo(new Sequencer(digits + "000"));
    assertThat(new Sequencer(digits)).hasSameHashCodeAs(new Sequencer(digits + "000"));
  }
}
