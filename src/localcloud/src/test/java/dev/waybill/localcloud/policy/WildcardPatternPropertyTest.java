package dev.waybill.localcloud.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Property tests that compare wildcard matching with equivalent regular expressions. */
final class WildcardPatternPropertyTest {
  @Property
  void wildcardsMatchLikeTheEquivalentRegularExpression(
      @ForAll("patterns") String pattern, @ForAll("texts") String text) {
    StringBuilder regex = new StringBuilder();
    for (int i = 0; i < pattern.length(); i++) {
      char each = pattern.charAt(i);
      regex.append(each == '*' ? ".*" : each == '?' ? "." : Pattern.quote("" + each));
    }
    assertThat(WildcardPattern.matches(pattern, text))
        .isEqualTo(Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches());
  }

  @Property
  void textWithoutWildcardsMatchesOnlyItself(
      @ForAll("texts") String text, @ForAll("texts") String other) {
    assertThat(WildcardPattern.matches(text, text)).isTrue();
    assertThat(WildcardPattern.matches(text, other)).isEqualTo(text.equals(other));
  }

  @Property
  void wildcardInArnMatchesOnlyWithinItsPart(@ForAll("texts") String account) {
    String otherAccount = "arn:aws:iam::9" + account + ":role/a";
    assertThat(WildcardPattern.matchesArn("arn:aws:iam::000000000000:*", otherAccount)).isFalse();
    assertThat(
            WildcardPattern.matchesArn(
                "arn:*:iam::000000000000:role/a", "arn:aws:s3:iam::000000000000:role/a"))
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
