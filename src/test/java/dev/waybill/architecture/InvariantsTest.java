package dev.waybill.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Member;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** INVARIANTS.md states ten of them, each with tests that exist or the words "not yet". */
final class InvariantsTest {
  private static final Pattern HEADING = Pattern.compile("(?m)^## (\\d+)\\. .*$");
  private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");
  private static final ProjectFile INVARIANTS = ProjectFile.of("INVARIANTS.md");

  @Test
  void ten_invariants_are_stated_in_order() {
    List<Integer> numbers =
        HEADING
            .matcher(INVARIANTS.content())
            .results()
            .map(hit -> Integer.valueOf(hit.group(1)))
            .toList();
    assertThat(numbers).isEqualTo(IntStream.rangeClosed(1, 10).boxed().toList());
  }

  @Test
  void each_is_held_by_a_test_or_says_not_yet() {
    List<String> sections = HEADING.splitAsStream(INVARIANTS.content()).skip(1).toList();
    assertThat(sections)
        .hasSize(10)
        .allSatisfy(text -> assertThat(text).containsPattern("`\\w+#\\w+`|not yet"));
  }

  @Test
  void every_test_named_exists() {
    assertThat(TEST.matcher(INVARIANTS.content()).results())
        .hasSizeGreaterThan(50)
        .allSatisfy(
            hit -> assertThat(members(hit.group(1))).as(hit.group()).contains(hit.group(2)));
  }

  private static List<String> members(String simpleName) {
    return ProjectFile.under("src/test/java")
        .filter(file -> file.name().equals(simpleName + ".java"))
        .map(InvariantsTest::load)
        .flatMap(
            type ->
                Stream.concat(
                    Arrays.stream(type.getDeclaredMethods()),
                    Arrays.stream(type.getDeclaredFields())))
        .map(Member::getName)
        .toList();
  }

  private static Class<?> load(ProjectFile source) {
    String path = source.path().toString().replace("src/test/java/", "").replace(".java", "");
    try {
      return Class.forName(path.replace('/', '.'), false, InvariantsTest.class.getClassLoader());
    } catch (ClassNotFoundException absent) {
      throw new AssertionError(source + " declares no class of its name", absent);
    }
  }
}
