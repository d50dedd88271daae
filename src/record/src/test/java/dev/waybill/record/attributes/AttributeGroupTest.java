package dev.waybill.record.attributes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.record.attributes.AttributeGroup.Cause;
import dev.waybill.record.attributes.AttributeGroup.Digest;
import dev.waybill.record.attributes.AttributeGroup.Unseen;
import dev.waybill.record.attributes.AttributeGroup.Values;
import dev.waybill.record.object.Sha256;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

final class AttributeGroupTest {
  /** {@code {"n":"…"}} takes eight bytes besides the value. */
  @Test
  void statesValuesUpToTheLimitAndDigestsMore() {
    Map<String, String> largest = Map.of("n", "x".repeat(AttributeGroup.MAX_VALUES_BYTES - 8));
    Map<String, String> larger = Map.of("n", "x".repeat(AttributeGroup.MAX_VALUES_BYTES - 7));

    assertThat(AttributeGroup.of(largest)).isEqualTo(new Values(largest));
    assertThat(AttributeGroup.of(larger))
        .isEqualTo(new Digest(Sha256.hash("{\"n\":\"" + larger.get("n") + "\"}"), 1));
  }

  /** Another program must get the same bytes: RFC 8785, 3.2.2.2 and 3.2.3. */
  @Test
  void sortsAndEscapesAsRfc8785() {
    assertThat(
            new String(
                CanonicalJson.write(
                    Map.of(
                        "\u20ac", "€", "\r", "\u001f\n\"\\/", "\ud83d\ude00", "", "1", "\u007f")),
                UTF_8))
        .isEqualTo(
            "{\"\\r"
                + "\":\"\\u001f\\n"
                + "\\\"\\\\/\",\"1\":\"\u007f\",\"\u20ac\":\"€\",\"\ud83d\ude00\":\"\"}");
  }

  @Property(tries = 100)
  void differsFromEveryOtherMap(
      @ForAll @Size(max = 3) Map<@AlphaChars @StringLength(max = 2) String, @AlphaChars String> one,
      @ForAll @Size(max = 3)
          Map<@AlphaChars @StringLength(max = 2) String, @AlphaChars String> other) {
    AttributeGroup digest = new Digest(Sha256.hash(CanonicalJson.write(one)), one.size());

    assertThat(AttributeGroup.of(one).differences(other).isEmpty()).isEqualTo(one.equals(other));
    assertThat(digest.differences(other).isEmpty()).isEqualTo(one.equals(other));
  }

  @Test
  void namesEachDifferenceWithBothValues() {
    assertThat(
            AttributeGroup.of(Map.of("same", "1", "changed", "1", "gone", "1"))
                .differences(Map.of("same", "1", "changed", "2", "new", "3")))
        .containsExactly(
            "changed is \"2\", sealed is \"1\"",
            "gone is none, sealed is \"1\"",
            "new is \"3\", sealed is none");
  }

  @Test
  void shortensLongValuesInDifferences() {
    assertThat(AttributeGroup.of(Map.of()).differences(Map.of("n", "x".repeat(5000))))
        .singleElement()
        .satisfies(text -> assertThat(text).hasSizeLessThan(300));
  }

  @Test
  void takesTagsOfObjectThatHadNoneForADifference() {
    Unseen notCounted = new Unseen(Cause.NOT_COUNTED);

    assertThat(notCounted.isComparable()).isTrue();
    assertThat(notCounted.differences(Map.of())).isEmpty();
    assertThat(notCounted.differences(Map.of("a", "b"))).hasSize(1);
  }

  @Test
  void comparesNothingThatWasDenied() {
    Unseen denied = new Unseen(Cause.DENIED);

    assertThat(denied.isComparable()).isFalse();
    assertThat(denied.differences(Map.of("a", "b"))).isEmpty();
  }
}
