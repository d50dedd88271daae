package dev.waybill.audit.catalog;

import dev.waybill.audit.catalog.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One SELECT with placeholders in the places of literals, never within quotes or a comment.
 *
 * @param text text with placeholders, without a semicolon at its end
 * @param places positions of the placeholders, in order
 */
record SqlTemplate(String text, List<Place> places) {
  private static final Pattern PLACE = Pattern.compile("\\{\\{([^{}]*)}}");
  private static final Pattern BRACES = Pattern.compile("\\{\\{|}}");
  private static final Pattern START = Pattern.compile("\\s*(SELECT|WITH)\\b.*", Pattern.DOTALL);

  /** Placeholder, from its first brace to after its last brace. */
  record Place(String name, int start, int end) {}

  /** Problem of a statement at an offset. */
  record Fault(int offset, String reason) {}

  /** Parses a statement and collects its faults. */
  static SqlTemplate parse(String sql, List<Fault> faults) {
    List<SqlToken> tokens = SqlToken.of(sql);
    List<Place> places = new ArrayList<>();
    tokens.forEach(it -> read(sql, it, places, faults));
    String code = code(sql, tokens);
    if (!START.matcher(code).matches()) {
      faults.add(new Fault(sql.length() - sql.stripLeading().length(), "is not a SELECT"));
    }
    return new SqlTemplate(oneStatement(sql, code, faults), List.copyOf(places));
  }

  private static void read(String sql, SqlToken token, List<Place> places, List<Fault> faults) {
    if (!token.closed()) {
      faults.add(new Fault(token.start(), "a quote or comment begins here and does not end"));
    }
    Pattern pattern = token.kind() == Kind.CODE ? PLACE : BRACES;
    Matcher matcher = pattern.matcher(sql).region(token.start(), token.end());
    int from = token.start();
    while (matcher.find()) {
      if (token.kind() == Kind.CODE) {
        strayBraces(sql, from, matcher.start(), faults);
        places.add(new Place(matcher.group(1), matcher.start(), matcher.end()));
        from = matcher.end();
      } else {
        faults.add(
            new Fault(
                matcher.start(),
                "a placeholder stands for a whole literal; it cannot be within quotes or a"
                    + " comment"));
        return;
      }
    }
    if (token.kind() == Kind.CODE) {
      strayBraces(sql, from, token.end(), faults);
    }
  }

  private static void strayBraces(String sql, int from, int to, List<Fault> faults) {
    Matcher stray = BRACES.matcher(sql).region(from, to);
    if (stray.find()) {
      faults.add(new Fault(stray.start(), stray.group() + " is not a placeholder like {{from}}"));
    }
  }

  /**
   * Returns the statement with blanks for quoted texts and comments, so that offsets stay valid.
   */
  private static String code(String sql, List<SqlToken> tokens) {
    return tokens.stream()
        .map(
            it ->
                it.kind() == Kind.CODE
                    ? sql.substring(it.start(), it.end())
                    : " ".repeat(it.end() - it.start()))
        .collect(Collectors.joining());
  }

  private static String oneStatement(String sql, String code, List<Fault> faults) {
    int end = code.indexOf(';');
    if (end < 0) {
      return sql;
    }
    String rest = code.substring(end + 1);
    if (!rest.isBlank()) {
      int next = end + 1 + rest.length() - rest.stripLeading().length();
      faults.add(new Fault(next, "a second statement; only one is allowed"));
    }
    return sql.substring(0, end);
  }

  Set<String> names() {
    return places.stream().map(Place::name).collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Returns the statement with literals.
   *
   * @param literals a literal for each placeholder
   */
  String bind(Map<String, String> literals) {
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (Place place : places) {
      out.append(text, from, place.start()).append(literals.get(place.name()));
      from = place.end();
    }
    return out.append(text, from, text.length()).toString();
  }

  /** Returns the position in the template that a position in the bound statement comes from. */
  TextPosition origin(Map<String, String> literals, TextPosition bound) {
    int offset = bound.offset(bind(literals));
    int longer = 0;
    for (Place place : places) {
      int start = place.start() + longer;
      int length = String.valueOf(literals.get(place.name())).length();
      if (offset < start) {
        break;
      }
      if (offset < start + length) {
        return TextPosition.of(text, place.start());
      }
      longer += length - (place.end() - place.start());
    }
    return TextPosition.of(text, offset - longer);
  }
}
