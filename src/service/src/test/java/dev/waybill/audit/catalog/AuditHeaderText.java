package dev.waybill.audit.catalog;

import dev.waybill.settings.SettingsLoader;
import java.util.Locale;
import java.util.stream.Collectors;

/** Printer of a catalogue file in the form that people write. */
final class AuditHeaderText {
  private static final int WIDTH = 80;

  private AuditHeaderText() {}

  static String of(AuditQuery query) {
    return header(query) + query.sql() + "\n";
  }

  static String header(AuditQuery query) {
    return key("id", query.id())
        + key("title", query.title())
        + key("question", query.question())
        + key("severity", query.severity().name().toLowerCase(Locale.ROOT))
        + key("tactics", Tactic.list(query.tactics()))
        + key("references", String.join("; ", query.references()))
        + key("schedule", SettingsLoader.show(query.schedule()))
        + key("window", SettingsLoader.show(query.window()))
        + key("parameters", parameters(query))
        + key("columns", columns(query))
        + key("row", String.join(", ", query.row()))
        + key("incident", String.join(", ", query.incident()))
        + key("resource", query.resource())
        + key("message", query.message().text())
        + key("false positives", query.falsePositives())
        + key("response", query.response());
  }

  private static String parameters(AuditQuery query) {
    return query.parameters().stream()
        .map(it -> it.name() + " " + it.preset().type() + " = " + it.preset().text())
        .collect(Collectors.joining("; "));
  }

  private static String columns(AuditQuery query) {
    return query.columns().stream()
        .map(it -> it.name() + " " + it.type())
        .collect(Collectors.joining(", "));
  }

  /** Wraps long values to continuation lines. */
  private static String key(String key, String value) {
    StringBuilder out = new StringBuilder("-- " + key + ":");
    int width = out.length();
    for (String word : value.split(" ", -1)) {
      if (width + word.length() > WIDTH) {
        out.append("\n--  ");
        width = 0;
      }
      out.append(' ').append(word);
      width += word.length() + 1;
    }
    return out.append('\n').toString();
  }
}
