package dev.waybill.audit.catalog;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Message line with columns in braces, such as {@code {principal} deleted {object_key}}.
 *
 * @param text text of the header
 */
public record MessageTemplate(String text) {
  private static final Pattern PLACE = Pattern.compile("\\{([a-z_][a-z0-9_]*)}");

  /** Replacement for a value that a row does not have. */
  public static final String ABSENT = "-";

  /**
   * @throws IllegalArgumentException when a brace is not one of a column's pair, or the text has
   *     more than one line
   */
  public MessageTemplate {
    String rest = PLACE.matcher(text).replaceAll("");
    if (rest.indexOf('{') >= 0 || rest.indexOf('}') >= 0) {
      throw new IllegalArgumentException(
          "message has a brace that is not around a column's name, as in {event_name}");
    }
    if (text.isBlank() || text.lines().count() > 1) {
      throw new IllegalArgumentException("message is not one line");
    }
  }

  /** Returns the columns that the template names. */
  public Set<String> columns() {
    return PLACE
        .matcher(text)
        .results()
        .map((MatchResult it) -> it.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Returns the line for one row. Values are inserted once, as they are, so that braces in them
   * have no meaning.
   *
   * @param row values by column; a missing or empty value becomes {@value #ABSENT}
   */
  public String fill(Map<String, String> row) {
    StringBuilder out = new StringBuilder();
    int from = 0;
    Matcher place = PLACE.matcher(text);
    while (place.find()) {
      String value = row.getOrDefault(place.group(1), "");
      out.append(text, from, place.start()).append(value.isEmpty() ? ABSENT : value);
      from = place.end();
    }
    return out.append(text, from, text.length()).toString();
  }
}
