package dev.waybill.localcloud.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Property tests: a negated operator matches exactly the values that its positive counterpart does
 * not.
 */
final class SelectorPropertyTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Property
  void negatedOperatorMatchesOnlyWhatItsCounterpartDoesNot(
      @ForAll("operators") String operator,
      @ForAll("values") List<String> values,
      @ForAll("texts") String text) {
    assertThat(field(operator, values).matches(text))
        .isNotEqualTo(field("Not" + operator, values).matches(text));
  }

  @Property
  void additionalValueWidensPositiveAndNarrowsNegatedMatch(
      @ForAll("operators") String operator,
      @ForAll("values") List<String> values,
      @ForAll("texts") String more,
      @ForAll("texts") String text) {
    List<String> wider =
        java.util.stream.Stream.concat(values.stream(), List.of(more).stream()).toList();
    assertThat(!field(operator, values).matches(text) || field(operator, wider).matches(text))
        .isTrue();
    assertThat(
            !field("Not" + operator, wider).matches(text)
                || field("Not" + operator, values).matches(text))
        .isTrue();
  }

  private static FieldSelector field(String operator, List<String> values) {
    ObjectNode json = JSON.createObjectNode().put("Field", "eventName");
    ArrayNode array = json.putArray(operator);
    values.forEach(array::add);
    return FieldSelector.of(json);
  }

  @Provide
  Arbitrary<String> operators() {
    return Arbitraries.of("Equals", "StartsWith", "EndsWith");
  }

  @Provide
  Arbitrary<List<String>> values() {
    return texts().list().ofMinSize(1).ofMaxSize(4);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("ab").ofMaxLength(3);
  }
}
