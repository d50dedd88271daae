package dev.waybill.settings;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * Properties file with line numbers, so that a problem can name its line.
 *
 * @param name name in messages
 * @param lines entries in order
 */
record PropertiesFile(String name, List<Line> lines) {
  private static final Pattern LINE_END = Pattern.compile("(?<=\\n)|(?<=\\r)(?!\\n)");

  /**
   * Entry of the file.
   *
   * @param number first line of the entry, from 1
   * @param key key of the entry
   * @param value value without white space at its ends
   */
  record Line(int number, String key, String value) {}

  /**
   * Parses a text.
   *
   * @throws InvalidSettingException naming the line when an escape is malformed
   */
  static PropertiesFile parse(String name, String text) {
    List<Line> entries = new ArrayList<>();
    StringBuilder logical = new StringBuilder();
    int first = 0;
    int number = 0;
    for (String line : LINE_END.split(text, -1)) {
      number++;
      first = logical.isEmpty() ? number : first;
      logical.append(line);
      if (!continues(line, first == number)) {
        add(entries, name, first, logical.toString());
        logical.setLength(0);
      }
    }
    add(entries, name, first, logical.toString());
    return new PropertiesFile(name, List.copyOf(entries));
  }

  /** Returns the place of an entry for a message. */
  String where(Line line) {
    return name + ":" + line.number();
  }

  private static boolean continues(String line, boolean isFirst) {
    String start = line.stripLeading();
    if (isFirst && (start.startsWith("#") || start.startsWith("!"))) {
      return false;
    }
    int end = line.length();
    while (end > 0 && "\r\n".indexOf(line.charAt(end - 1)) >= 0) {
      end--;
    }
    int backslashes = 0;
    while (backslashes < end && line.charAt(end - 1 - backslashes) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }

  /**
   * Adds the entry of one logical line. The JDK reads it, so that escapes have their usual meaning.
   */
  private static void add(List<Line> entries, String name, int number, String logical) {
    Properties one = new Properties();
    try {
      one.load(new StringReader(logical));
    } catch (IllegalArgumentException e) {
      throw new InvalidSettingException(name + ":" + number, "a correct \\uxxxx escape");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    one.stringPropertyNames()
        .forEach(key -> entries.add(new Line(number, key, one.getProperty(key).strip())));
  }
}
