package dev.waybill.camel.lint;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Mutations of single lines and steps of the routes of custody: steps deleted and swapped, and each
 * bean, method, address and operation replaced by every other one of its file. Each is found.
 */
final class MutatedRoutesTest {
  private static final List<String> FILES =
      List.of("10-intake", "15-backfill", "20-seal", "30-promote", "90-errors");

  private static final Pattern STEP = Pattern.compile("^( *)- (bean|setBody|to|choice|split):$");
  private static final Pattern METHOD = Pattern.compile("^ *method: (\\w+)$");
  private static final Pattern REF = Pattern.compile("^ *ref: (\\w+)$");
  private static final Pattern URI = Pattern.compile("^ *uri: (direct:\\w+)$");
  private static final Pattern OPERATION = Pattern.compile("^ *operation: (\\w+)$");

  @Test
  void findsEveryMutantThatBreaksARoute() {
    List<String> survivors = new ArrayList<>();
    Map<String, Map.Entry<String, String>> mutants = mutants();
    for (Map.Entry<String, Map.Entry<String, String>> mutant : mutants.entrySet()) {
      String file = mutant.getValue().getKey();
      String text = mutant.getValue().getValue();
      if (RoutesUnderLint.shipped()
          .with("routes/" + file + ".camel.yaml", text)
          .findings()
          .isEmpty()) {
        survivors.add(file + ": " + mutant.getKey());
      }
    }
    assertThat(mutants).hasSizeGreaterThan(350);
    assertThat(survivors).isEmpty();
  }

  /** Returns the file and its mutated text, by what was mutated. */
  private static Map<String, Map.Entry<String, String>> mutants() {
    Map<String, Map.Entry<String, String>> mutants = new LinkedHashMap<>();
    for (String file : FILES) {
      List<String> lines = RoutesUnderLint.text(file).lines().toList();
      new Mutations(lines).all().forEach((name, text) -> mutants.put(name, Map.entry(file, text)));
    }
    return mutants;
  }

  /** Mutants of one file. */
  private record Mutations(List<String> lines) {
    Map<String, String> all() {
      Map<String, String> mutants = new LinkedHashMap<>();
      for (int at = 0; at < lines.size(); at++) {
        if (STEP.matcher(lines.get(at)).matches()) {
          steps(mutants, at);
        }
        words(mutants, at, METHOD, names(METHOD));
        words(mutants, at, REF, names(REF));
        words(mutants, at, URI, Set.of("direct:seal", "direct:promote", "direct:alert"));
        words(mutants, at, OPERATION, Set.of("getObject", "copyObject", "deleteObject"));
      }
      return mutants;
    }

    private void steps(Map<String, String> mutants, int at) {
      int end = end(at);
      String id = lines.get(at + 1).strip().replace("id: ", "");
      List<String> step = lines.subList(at, end);
      List<String> without = new ArrayList<>(lines.subList(0, at));
      without.addAll(lines.subList(end, lines.size()));
      if (!hasSibling(at, end)) {
        without.add(at, " ".repeat(indent(at)) + "[]");
      }
      mutants.put("delete " + id, joined(without));
      if (end < lines.size() && indent(end) == indent(at) && lines.get(end).contains("- ")) {
        List<String> swapped = new ArrayList<>(lines.subList(0, at));
        swapped.addAll(lines.subList(end, end(end)));
        swapped.addAll(step);
        swapped.addAll(lines.subList(end(end), lines.size()));
        mutants.put("swap " + id + " with the next", joined(swapped));
      }
    }

    private boolean hasSibling(int at, int end) {
      boolean before = at > 0 && !lines.get(at - 1).strip().endsWith("steps:");
      boolean after = end < lines.size() && indent(end) == indent(at);
      return before || after;
    }

    private int end(int at) {
      int end = at + 1;
      while (end < lines.size() && indent(end) > indent(at)) {
        end++;
      }
      return end;
    }

    private int indent(int at) {
      String line = lines.get(at);
      return line.length() - line.stripLeading().length();
    }

    private Set<String> names(Pattern pattern) {
      Set<String> names = new TreeSet<>();
      lines.stream()
          .map(pattern::matcher)
          .filter(Matcher::matches)
          .map(MatchResult::group)
          .forEach(it -> names.add(it.replaceFirst(".*: ", "")));
      return names;
    }

    /** Replaces one word by each other that the pattern finds in the file. */
    private void words(Map<String, String> mutants, int at, Pattern pattern, Set<String> others) {
      Matcher found = pattern.matcher(lines.get(at));
      if (!found.matches()) {
        return;
      }
      String id = id(at);
      for (String other : others) {
        if (!other.equals(found.group(1))) {
          List<String> changed = new ArrayList<>(lines);
          changed.set(at, lines.get(at).replace(found.group(1), other));
          mutants.put(id + ": " + found.group(1) + " becomes " + other, joined(changed));
        }
      }
    }

    private String id(int at) {
      for (int line = at; line >= 0; line--) {
        if (lines.get(line).matches(" *(- )?id: .*")) {
          return lines.get(line).replaceFirst(".*id: ", "");
        }
      }
      return "";
    }

    private static String joined(List<String> lines) {
      return String.join("\n", lines) + "\n";
    }
  }
}
