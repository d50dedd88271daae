package dev.waybill.ops;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names in an expression of PromQL that must exist for the expression to give a value. */
final class PromQlNames {
  private static final Pattern SELECTOR =
      Pattern.compile("\\b(up|waybill[_:][a-zA-Z0-9_:]+)\\b\\s*(\\{[^}]*})?");
  private static final Pattern LABEL = Pattern.compile("([a-zA-Z_]\\w*)\\s*(?:=~|!~|!=|=)\\s*\"");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(?:by|without|on|ignoring)\\s*\\(([^)]*)\\)");

  private PromQlNames() {}

  /** Returns a message for each name that does not exist. */
  static List<String> problems(String expression, ExposedSeries exposed, Set<String> recorded) {
    List<String> problems = new ArrayList<>();
    Set<String> known = new HashSet<>(Set.of("le", "job", "instance"));
    int selectors = 0;
    for (Matcher at = SELECTOR.matcher(expression); at.find(); ) {
      selectors++;
      String metric = at.group(1);
      String matchers = at.group(2) == null ? "" : at.group(2);
      if (metric.contains(":") ? !recorded.contains(metric) : !exists(metric, matchers, exposed)) {
        problems.add("nothing exposes " + metric + matchers);
      }
      Set<String> labels = exposed.labelsOf(metric);
      known.addAll(labels);
      LABEL
          .matcher(matchers)
          .results()
          .map(it -> it.group(1))
          .filter(it -> !labels.contains(it))
          .forEach(it -> problems.add(metric + " has no label " + it));
    }
    GROUPING
        .matcher(expression)
        .results()
        .flatMap(it -> Pattern.compile("\\s*,\\s*").splitAsStream(it.group(1).strip()))
        .filter(it -> !known.contains(it))
        .forEach(it -> problems.add("no metric has the label " + it));
    if (selectors == 0) {
      problems.add("no metric is named");
    }
    return problems;
  }

  private static boolean exists(String metric, String matchers, ExposedSeries exposed) {
    return metric.equals("up") || exposed.isSelected(metric, matchers);
  }
}
