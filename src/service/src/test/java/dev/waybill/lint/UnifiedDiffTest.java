package dev.waybill.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class UnifiedDiffTest {
  private static final Pattern HUNK = Pattern.compile("@@ -(\\d+),(\\d+) [+](\\d+),\\d+ @@");

  @Test
  void isEmptyForEqualLines() {
    assertThat(UnifiedDiff.of("a", "one\ntwo\n", "b", "one\r\ntwo")).isEmpty();
  }

  @Test
  void showsChangedLineWithContext() {
    assertThat(UnifiedDiff.of("a", "1\n2\n3\n4\n5\n6\n7\n8\n", "b", "1\n2\n3\n4\nx\n6\n7\n8\n"))
        .containsExactly(
            "--- a", "+++ b", "@@ -2,7 +2,7 @@", " 2", " 3", " 4", "-5", "+x", " 6", " 7", " 8");
  }

  @Test
  void showsLinesOfAnEmptyText() {
    assertThat(UnifiedDiff.of("a", "", "b", "1\n"))
        .containsExactly("--- a", "+++ b", "@@ -0,0 +1,1 @@", "+1");
  }

  @Test
  void doesNotCompareVeryLongTexts() {
    assertThat(UnifiedDiff.of("a", "1\n".repeat(3001), "b", "2\n")).hasSize(3);
  }

  @Test
  void makesDifferencesThatCanBeApplied() {
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      String before = text(random);
      String after = text(random);
      List<String> diff = UnifiedDiff.of("a", before, "b", after);
      if (!diff.isEmpty()) {
        assertThat(applied(before.lines().toList(), diff)).isEqualTo(after.lines().toList());
      }
    }
  }

  /** Applies a difference as the program patch does, and requires that its lines are there. */
  private static List<String> applied(List<String> before, List<String> diff) {
    List<String> after = new ArrayList<>();
    int at = 0;
    for (String line : diff.subList(2, diff.size())) {
      Matcher hunk = HUNK.matcher(line);
      if (hunk.matches()) {
        int first = Integer.parseInt(hunk.group(1)) - (hunk.group(2).equals("0") ? 0 : 1);
        after.addAll(before.subList(at, first));
        at = first;
        assertThat(after)
            .hasSize(Integer.parseInt(hunk.group(3)) - (line.contains(",0 @@") ? 0 : 1));
      } else if (line.startsWith("+")) {
        after.add(line.substring(1));
      } else {
        assertThat(before.get(at++)).isEqualTo(line.substring(1));
        if (line.startsWith(" ")) {
          after.add(line.substring(1));
        }
      }
    }
    after.addAll(before.subList(at, before.size()));
    return after;
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int lines = random.nextInt(30);
    for (int line = 0; line < lines; line++) {
      text.append(random.nextInt(6)).append('\n');
    }
    return text.toString();
  }
}
