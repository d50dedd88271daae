package dev.waybill.localcloud.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Wildcards against regular expressions, which have more and say the same. */
final class GlobPropertyTest {
  @Property
  void wildcards_match_as_the_same_regular_expression(
      @ForAll("patterns") String pattern, @ForAll("texts") String text) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char each = pattern.charAt(i);
      regex.append(each == '*' ? ".*" : each == '?' ? "." : Pattern.quote("" + each));
    }
    assertThat(Glob.matches(pattern, text))
        .isEqualTo(Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches());
  }

  @Property
  void a_text_without_wildcards_matches_itself_alone(
      @ForAll("texts") String text, @ForAll("texts") String other) {
    assertThat(Glob.matches(text, text)).isTrue();
    assertThat(Glob.matches(text, other)).isEqualTo(text.equals(other));
  }

  @Property
  void a_wildcard_of_an_arn_stays_within_its_part(@ForAll("texts") String account) {
    String foreign = "arn:aws:iam::9" + account + ":role/a";
    assertThat(Glob.arn("arn:aws:iam::000000000000:*", foreign)).isFalse();
    assertThat(Glob.arn("arn:*:iam::000000000000:role/a", "arn:aws:s3:iam::000000000000:role/a"))
        .isFalse();
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.strings().withChars("ab/*?").ofMaxLength(10);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("ab/\n").ofMaxLength(10);
  }
}
