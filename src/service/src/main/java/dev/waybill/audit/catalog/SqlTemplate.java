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
 * One SELECT with placeholders, which stand where a literal may: not within quotes or a comment.
 *
 * @param text with its placeholders, without a semicolon at its end
 * @param places where they are, in order
 */
record SqlTemplate(String text, List<Place> places) {
  private static final Pattern PLACE = Pattern.compile("\\{\\{([^{}]*)}}");
  private static final Pattern BRACES = Pattern.compile("\\{\\{|}}");
  private static final Pattern BEGIN = Pattern.compile("\\s*(SELECT|WITH)\\b.*", Pattern.DOTALL);

  /** A placeholder from its first brace to after its last. */
  record Place(String name, int start, int end) {}

  /** What is wrong with a statement, and at which offset. */
  record Fault(int offset, String reason) {}

  /** The statement; whatever is no placeholder or no statement is noted. */
  static SqlTemplate parse(String sql, List<Fault> faults) {
    List<SqlToken> parts = SqlToken.of(sql);
    List<Place> places = new ArrayList<>();
    parts.forEach(it -> read(sql, it, places, faults));
    String code = code(sql, parts);
    if (!BEGIN.matcher(code).matches()) {
      faults.add(new Fault(sql.length() - sql.stripLeading().length(), "is no SELECT"));
    }
    return new SqlTemplate(oneStatement(sql, code, faults), List.copyOf(places));
  }

  private static void read(String sql, SqlToken part, List<Place> places, List<Fault> faults) {
    if (!part.closed()) {
      faults.add(new Fault(part.start(), "a quote or comment begins here and does not end"));
    }
    Pattern pattern = part.kind() == Kind.CODE ? PLACE : BRACES;
    Matcher matcher = pattern.matcher(sql).region(part.start(), part.end());
    int from = part.start();
    while (matcher.find()) {
      if (part.kind() == Kind.CODE) {
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
    if (part.kind() == Kind.CODE) {
      strayBraces(sql, from, part.end(), faults);
    }
  }

  private static void strayBraces(String sql, int from, int to, List<Fault> faults) {
    Matcher stray = BRACES.matcher(sql).region(from, to);
    if (stray.find()) {
      faults.add(new Fault(stray.start(), stray.group() + " is no placeholder like {{from}}"));
    }
  }

  /** The statement with blanks for whatever is quoted or a comment, so that offsets hold. */
  private static String code(String sql, List<SqlToken> parts) {
    return parts.stream()
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
      faults.add(new Fault(next, "a second statement; there can be one"));
    }
    return sql.substring(0, end);
  }

  Set<String> names() {
    return places.stream().map(Place::name).collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * The statement with literals.
   *
   * @param literals by placeholder; each is there
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

  /** Where in the template something of the bound statement comes from. */
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
