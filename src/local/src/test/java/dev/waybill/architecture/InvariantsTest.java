package dev.waybill.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** INVARIANTS.md states ten of them, each with tests that exist or the words "not yet". */
final class InvariantsTest {
  private static final Pattern HEADING = Pattern.compile("(?m)^## (\\d+)\\. .*$");
  private static final Pattern TEST = Pattern.compile("`(\\w+)#(\\w+)`");

  /** A test method, or a rule of ArchUnit, which is a constant. */
  private static final Pattern MEMBER =
      Pattern.compile("(?m)^  (?:[a-z ]*\\bvoid|static final ArchRule) (\\w+)(?= *\\(| *=|$)");

  private static final int STATED = 24;

  private static final ProjectFile INVARIANTS = ProjectFile.of("INVARIANTS.md");

  @Test
  void invariantsAreStatedInOrder() {
    List<Integer> numbers =
        HEADING
            .matcher(INVARIANTS.content())
            .results()
            .map(hit -> Integer.valueOf(hit.group(1)))
            .toList();
    assertThat(numbers).isEqualTo(IntStream.rangeClosed(1, STATED).boxed().toList());
  }

  @Test
  void eachIsHeldByATestOrSaysNotYet() {
    List<String> sections = HEADING.splitAsStream(INVARIANTS.content()).skip(1).toList();
    assertThat(sections)
        .hasSize(STATED)
        .allSatisfy(text -> assertThat(text).containsPattern("`\\w+#\\w+`|not yet"));
  }

  @Test
  void everyTestNamedExists() {
    assertThat(TEST.matcher(INVARIANTS.content()).results())
        .hasSizeGreaterThan(50)
        .allSatisfy(
            hit -> assertThat(members(hit.group(1))).as(hit.group()).contains(hit.group(2)));
  }

  /** Returns the names of the test methods and rules in a test class, from its source. */
  private static List<String> members(String simpleName) {
    return Modules.testSources()
        .filter(file -> file.name().equals(simpleName + ".java"))
        .flatMap(file -> MEMBER.matcher(file.content()).results())
        .map(hit -> hit.group(1))
        .toList();
  }
}
