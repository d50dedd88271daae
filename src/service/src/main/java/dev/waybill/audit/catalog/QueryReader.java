package dev.waybill.audit.catalog;

import dev.waybill.alert.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reader of one file of the catalogue, which collects all problems of the file. */
final class QueryReader {
  private static final List<String> REQUIRED =
      List.of(
          "id",
          "title",
          "question",
          "severity",
          "tactics",
          "schedule",
          "window",
          "columns",
          "row",
          "incident",
          "resource",
          "message",
          "false positives",
          "response");
  private static final List<String> OPTIONAL = List.of("references", "parameters");
  private static final Pattern ID = Pattern.compile("[A-Z][A-Z0-9]*-\\d{2,}");
  private static final Pattern SLUG = Pattern.compile("-[a-z0-9]+(-[a-z0-9]+)*\\.sql");
  private static final MessageTemplate NO_MESSAGE = new MessageTemplate("-");

  private final ProblemCollector problems;

  private QueryReader(ProblemCollector problems) {
    this.problems = problems;
  }

  /**
   * Returns the audit of a file, or empty when the file has a problem.
   *
   * @param file path from the home directory
   * @param all receives the problems
   */
  static Optional<AuditQuery> read(String file, String text, List<Problem> all) {
    ProblemCollector problems = new ProblemCollector(file, text);
    AuditQuery query = new QueryReader(problems).query();
    new QueryChecks(query, problems).run();
    all.addAll(problems.problems());
    return problems.problems().isEmpty() ? Optional.of(query) : Optional.empty();
  }

  private AuditQuery query() {
    keys();
    AuditHeader header = problems.header();
    return new AuditQuery(
        id(),
        problems.text("title"),
        problems.text("question"),
        value("severity", Severity.LOW, QueryReader::severity),
        tactics(),
        list("references", ";"),
        value("schedule", Duration.ZERO, HeaderDuration::parse),
        value("window", Duration.ZERO, HeaderDuration::parse),
        each("parameters", list("parameters", ";"), Parameter::declared),
        each("columns", outer("columns"), QueryReader::column),
        list("row", ","),
        list("incident", ","),
        problems.text("resource"),
        value("message", NO_MESSAGE, MessageTemplate::new),
        problems.text("false positives"),
        problems.text("response"),
        header.sql(),
        problems.file(),
        header.line());
  }

  private void keys() {
    REQUIRED.stream()
        .filter(it -> problems.text(it).isEmpty())
        .forEach(it -> problems.addAtKey(it, "\"-- " + it + ": …\" is missing or empty"));
    problems.header().entries().keySet().stream()
        .filter(it -> !REQUIRED.contains(it) && !OPTIONAL.contains(it))
        .forEach(it -> problems.addAtKey(it, "unknown key \"" + it + "\"; there are " + known()));
  }

  private static Set<String> known() {
    Set<String> known = new TreeSet<>(REQUIRED);
    known.addAll(OPTIONAL);
    return known;
  }

  private String id() {
    String id = problems.text("id");
    String file = problems.file();
    String name = file.substring(file.lastIndexOf('/') + 1);
    if (!id.isEmpty() && !ID.matcher(id).matches()) {
      problems.addAtKey("id", "id \"" + id + "\" is not of the form S3-01");
    } else if (!name.startsWith(id) || !SLUG.matcher(name.substring(id.length())).matches()) {
      problems.addAtKey("id", "the file name is not " + id + "-<a-few-words>.sql");
    }
    return id;
  }

  private List<Tactic> tactics() {
    List<String> titles = list("tactics", ",");
    if (titles.equals(List.of(Tactic.NONE))) {
      return List.of();
    }
    return each("tactics", titles, Tactic::of);
  }

  private static Severity severity(String text) {
    return Stream.of(Severity.values())
        .filter(it -> it.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "severity \""
                        + text
                        + "\" is not one of "
                        + Arrays.toString(Severity.values()).toLowerCase(Locale.ROOT)));
  }

  private static Column column(String text) {
    String[] parts = text.split("\\s+", 2);
    return new Column(parts[0], parts.length < 2 ? "" : parts[1].strip());
  }

  private List<String> list(String key, String separator) {
    return parts(Arrays.stream(problems.text(key).split(separator, -1)));
  }

  /** Splits at commas outside of brackets. */
  private List<String> outer(String key) {
    return parts(Arrays.stream(problems.text(key).split(",(?![^(]*\\))", -1)));
  }

  private static List<String> parts(Stream<String> parts) {
    return parts.map(String::strip).filter(it -> !it.isEmpty()).toList();
  }

  private <T> T value(String key, T otherwise, Function<String, T> parser) {
    List<T> values =
        each(key, problems.text(key).isEmpty() ? List.of() : List.of(problems.text(key)), parser);
    return values.isEmpty() ? otherwise : values.get(0);
  }

  private <T> List<T> each(String key, List<String> texts, Function<String, T> parser) {
    List<T> values = new ArrayList<>();
    for (String text : texts) {
      try {
        values.add(parser.apply(text));
      } catch (IllegalArgumentException e) {
        problems.addAtKey(key, String.valueOf(e.getMessage()));
      }
    }
    return values;
  }
}
