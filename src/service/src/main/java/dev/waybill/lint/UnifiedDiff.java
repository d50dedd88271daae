package dev.waybill.lint;

import java.util.ArrayList;
import java.util.List;

/** Line differences of two texts, in the unified format of {@code diff -u}. */
public final class UnifiedDiff {
  private static final int CONTEXT = 3;

  /** A table of all pairs of lines is not made for larger files. */
  private static final int MAX_LINES = 3000;

  private final List<String> before;
  private final List<String> after;
  private final List<Edit> edits = new ArrayList<>();

  private UnifiedDiff(List<String> before, List<String> after) {
    this.before = before;
    this.after = after;
  }

  /**
   * Line of the result.
   *
   * @param sign blank for a common line, {@code -} for a removed one, {@code +} for an added one
   * @param old number of lines of the first text before this one
   * @param added number of lines of the second text before this one
   */
  private record Edit(char sign, String text, int old, int added) {}

  /** Returns the lines of the difference; empty when the texts have the same lines. */
  public static List<String> of(String oldName, String before, String newName, String after) {
    List<String> first = before.lines().toList();
    List<String> second = after.lines().toList();
    if (first.equals(second)) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(List.of("--- " + oldName, "+++ " + newName));
    if (Math.max(first.size(), second.size()) > MAX_LINES) {
      lines.add("@@ the files differ, and are too long to show how @@");
    } else {
      UnifiedDiff diff = new UnifiedDiff(first, second);
      diff.compare();
      diff.print(lines);
    }
    return List.copyOf(lines);
  }

  /** Follows the longest common subsequence of the lines. */
  private void compare() {
    int[][] common = new int[before.size() + 1][after.size() + 1];
    for (int i = before.size() - 1; i >= 0; i--) {
      for (int j = after.size() - 1; j >= 0; j--) {
        common[i][j] =
            before.get(i).equals(after.get(j))
                ? common[i + 1][j + 1] + 1
                : Math.max(common[i + 1][j], common[i][j + 1]);
      }
    }
    int i = 0;
    int j = 0;
    while (i < before.size() || j < after.size()) {
      boolean both = i < before.size() && j < after.size();
      if (both && before.get(i).equals(after.get(j))) {
        edits.add(new Edit(' ', before.get(i), i, j));
        i++;
        j++;
      } else if (j == after.size() || (both && common[i + 1][j] >= common[i][j + 1])) {
        edits.add(new Edit('-', before.get(i), i, j));
        i++;
      } else {
        edits.add(new Edit('+', after.get(j), i, j));
        j++;
      }
    }
  }

  private void print(List<String> lines) {
    int at = 0;
    while (at < edits.size()) {
      if (edits.get(at).sign() == ' ') {
        at++;
      } else {
        int end = end(at);
        hunk(lines, edits.subList(Math.max(0, at - CONTEXT), end));
        at = end;
      }
    }
  }

  /** Returns the end of the hunk that begins with an edit: changes far from it are in another. */
  private int end(int first) {
    int lastChange = first;
    for (int at = first; at < edits.size() && at <= lastChange + 2 * CONTEXT; at++) {
      if (edits.get(at).sign() != ' ') {
        lastChange = at;
      }
    }
    return Math.min(edits.size(), lastChange + CONTEXT + 1);
  }

  private static void hunk(List<String> lines, List<Edit> hunk) {
    Edit first = hunk.get(0);
    long old = hunk.stream().filter(it -> it.sign() != '+').count();
    long added = hunk.stream().filter(it -> it.sign() != '-').count();
    lines.add("@@ -" + range(first.old(), old) + " +" + range(first.added(), added) + " @@");
    hunk.forEach(it -> lines.add(it.sign() + it.text()));
  }

  private static String range(int before, long count) {
    return (count == 0 ? before : before + 1) + "," + count;
  }
}
