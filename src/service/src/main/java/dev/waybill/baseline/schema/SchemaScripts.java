package dev.waybill.baseline.schema;

import dev.waybill.baseline.desired.Deployment;
import dev.waybill.settings.HomeFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Scripts of {@code sql/schema} in the order of their numbers, from the operator's directory or
 * from the jar. Subdirectories are not read.
 */
public final class SchemaScripts {
  private static final String FOLDER = "sql/schema";
  private static final Pattern NAME = Pattern.compile(FOLDER + "/v(\\d{3})__([a-z0-9_]+)\\.sql");
  private static final Pattern VIEW =
      Pattern.compile("\\s*CREATE\\s+(OR\\s+REPLACE\\s+)?VIEW\\b.*", Pattern.DOTALL);

  private final Path home;
  private final Deployment d;

  public SchemaScripts(Path home, Deployment d) {
    this.home = home;
    this.d = d;
  }

  /**
   * Returns the created tables and views by file; a view follows the tables that it reads.
   *
   * @throws InvalidScriptException naming every invalid script, and every missing or repeated
   *     number
   */
  public Map<String, SchemaScript> all() {
    Map<String, SchemaScript> scripts = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    statements(problems).forEach((file, text) -> read(file, text, scripts, problems));
    if (scripts.isEmpty() && problems.isEmpty()) {
      problems.add(FOLDER + ": contains no script v001__<table>.sql");
    }
    if (problems.isEmpty()) {
      problems.addAll(forwardReferences(scripts));
    }
    if (!problems.isEmpty()) {
      throw new InvalidScriptException(problems);
    }
    return scripts;
  }

  /** Returns the statements by file, with the deployment's names, ready to run in Athena. */
  public Map<String, String> statements() {
    all();
    return statements(new ArrayList<>());
  }

  private Map<String, String> statements(List<String> problems) {
    Map<String, String> texts = new LinkedHashMap<>();
    int expected = 1;
    for (Map.Entry<String, String> file : new HomeFolder(home, FOLDER).files(".sql").entrySet()) {
      Matcher name = NAME.matcher(file.getKey());
      if (!name.matches()) {
        problems.add(file.getKey() + ": file name does not match v001__<table>.sql");
        continue;
      }
      int number = Integer.parseInt(name.group(1));
      if (number != expected) {
        problems.add(file.getKey() + ": has number " + number + ", expected " + expected);
      }
      expected = number + 1;
      texts.put(file.getKey(), filled(file.getKey(), file.getValue(), problems));
    }
    return texts;
  }

  private static void read(
      String file, String text, Map<String, SchemaScript> scripts, List<String> problems) {
    try {
      SchemaScript script = parse(text);
      String name = file.substring(file.indexOf("__") + 2, file.length() - ".sql".length());
      if (!script.name().equals(name)) {
        problems.add(file + ": creates " + script.name() + ", but the file is named for " + name);
      }
      scripts.put(file, script);
    } catch (IllegalArgumentException e) {
      problems.add(file + ": " + e.getMessage());
    }
  }

  private static SchemaScript parse(String text) {
    return VIEW.matcher(SqlParsing.oneLine(text)).matches()
        ? ViewScript.parse(text)
        : TableScript.parse(text);
  }

  /** Finds views that read a later table; they could not be created in an empty account. */
  private static List<String> forwardReferences(Map<String, SchemaScript> scripts) {
    List<String> problems = new ArrayList<>();
    List<Map.Entry<String, SchemaScript>> order = List.copyOf(scripts.entrySet());
    for (int i = 0; i < order.size(); i++) {
      for (Map.Entry<String, SchemaScript> later : order.subList(i + 1, order.size())) {
        if (order.get(i).getValue() instanceof ViewScript view
            && Pattern.compile("\\b" + later.getValue().name() + "\\b")
                .matcher(view.query())
                .find()) {
          problems.add(
              order.get(i).getKey()
                  + ": reads a table or view that "
                  + later.getKey()
                  + " creates later");
        }
      }
    }
    return problems;
  }

  /** Fills in names; AWS allows no quote in them, so that they cannot end a string in SQL. */
  private String filled(String file, String script, List<String> problems) {
    Map<String, String> names =
        Map.of(
            "{{log.bucket}}", d.logBucket(),
            "{{provenance.bucket}}", d.provenanceBucket(),
            "{{results}}", d.settings().audit().results(),
            "{{accounts}}", d.account(),
            "{{regions}}", d.regions());
    String text = script;
    for (Map.Entry<String, String> name : names.entrySet()) {
      text = text.replace(name.getKey(), name.getValue());
    }
    int unknown = text.indexOf("{{");
    if (unknown >= 0) {
      problems.add(
          file
              + ": unknown placeholder at \""
              + text.substring(unknown, Math.min(text.length(), unknown + 30))
              + "\"; known placeholders: "
              + names.keySet().stream().sorted().collect(Collectors.joining(", ")));
    }
    return text;
  }
}
