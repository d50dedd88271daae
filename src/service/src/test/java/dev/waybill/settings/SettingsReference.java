package dev.waybill.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Settings reference in two forms, both generated from the declarations. */
final class SettingsReference {
  private static final int WIDTH = 100;
  private static final String INTRODUCTION =
      """
      # Waybill's configuration. Generated from the declarations in dev.waybill.settings. Every setting
      # is listed with its meaning, its legal values and, in the commented line, its default. Uncomment
      # and change a line to set a value.
      #
      # Sources in rising precedence: the defaults, this file, with "waybill local" also
      # application-local.properties, the environment (waybill.raw.bucket is WAYBILL_RAW_BUCKET: upper
      # case, dots and dashes become _), the command line (--set waybill.raw.bucket=NAME).
      # An unknown key or a wrong value stops the start. Camel reads the keys that do not begin with
      # waybill.
      #
      # Durations: 500ms, 30s, 5m, 12h, 7d, or ISO-8601 (PT5M). Sizes: 512MiB, 5GiB, or bytes.
      """;

  private SettingsReference() {}

  /** Returns the text of {@code config/application.properties}. */
  static String properties() {
    return INTRODUCTION
        + groups().map(SettingsReference::propertiesOf).collect(Collectors.joining("\n", "\n", ""));
  }

  /** Returns the generated part of {@code docs/reference/settings.md}. */
  static String markdown() {
    return groups().map(SettingsReference::markdownOf).collect(Collectors.joining("\n"));
  }

  private static Stream<SettingGroup> groups() {
    return SettingCatalogue.groups().stream()
        .flatMap(group -> Stream.concat(Stream.of(group), keyed(group)));
  }

  /** Returns the sections of settings whose keys hold an id or a name, behind a section. */
  private static Stream<SettingGroup> keyed(SettingGroup group) {
    if (group.declarations().contains(StorageDeclarations.RAW_BUCKET)) {
      return Stream.of(ScopeDeclarations.group());
    }
    return group.declarations().contains(AuditDeclarations.AUDIT_ENABLED)
        ? Stream.of(AuditTuningDeclarations.group())
        : Stream.empty();
  }

  private static String propertiesOf(SettingGroup group) {
    String head = "# --- " + group.title() + " ";
    StringBuilder out = new StringBuilder(head + "-".repeat(WIDTH - head.length()) + "\n\n");
    if (!group.introduction().isEmpty()) {
      out.append(comment(group.introduction())).append('\n');
    }
    return out.append(
            group.declarations().stream()
                .map(SettingsReference::propertyOf)
                .collect(Collectors.joining("\n")))
        .toString();
  }

  private static String propertyOf(SettingDeclaration<?> setting) {
    String legal = "Value: " + setting.type().name() + ".";
    String secret = setting.secret() ? " Secret." : "";
    String mark = isTemplate(setting) ? "#   " : "#";
    return comment(setting.description())
        + comment(legal + secret)
        + mark
        + setting.key()
        + "="
        + defaultText(setting)
        + "\n";
  }

  private static boolean isTemplate(SettingDeclaration<?> setting) {
    return setting.key().contains("<");
  }

  private static String defaultText(SettingDeclaration<?> setting) {
    return setting.defaultText() == null ? "" : setting.defaultText();
  }

  private static String comment(String text) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder("#");
    for (String word : text.split(" ", -1)) {
      if (line.length() + 1 + word.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder("#");
      }
      line.append(' ').append(word);
    }
    lines.add(line.toString());
    return String.join("\n", lines) + "\n";
  }

  private static String markdownOf(SettingGroup group) {
    String introduction =
        group.introduction().isEmpty() ? "" : marked(group.introduction()) + "\n\n";
    return "## "
        + group.title()
        + "\n\n"
        + introduction
        + "| setting | meaning | value | default |\n|---|---|---|---|\n"
        + group.declarations().stream().map(SettingsReference::row).collect(Collectors.joining());
  }

  private static String row(SettingDeclaration<?> setting) {
    String preset = defaultText(setting);
    return Stream.of(
            "`" + setting.key() + "`",
            marked(setting.description()),
            setting.type().name() + (setting.secret() ? "; secret" : ""),
            preset.isEmpty() ? "" : "`" + preset + "`")
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  /** Marks settings and variables as code, and protects placeholders from being read as HTML. */
  private static String marked(String text) {
    return text.replaceAll("(?<![\\w`])((?:waybill\\.|WAYBILL_)[\\w.=<>-]*\\w)", "`$1`")
        .replaceAll("(keytool -genkeypair.*)$", "`$1`")
        .replace(
            "docs/decisions.md", "[decisions](../decisions.md#s3-may-be-trusted-with-the-digest)")
        .replaceAll("docs/reference/(\\w+)\\.md", "[$1]($1.md)");
  }
}
