package dev.waybill.architecture;

import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Texts in the code of one source file, each on its own line. */
final class SourceLiterals {
  private static final Pattern CONCATENATION = Pattern.compile("\"\\s*\\+\\s*\"");
  private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\\\n]|\\\\.)*)\"");

  private SourceLiterals() {}

  /** Returns the literals; parts that are joined by a plus sign are one. */
  static String of(ProjectFile source) {
    String joined = CONCATENATION.matcher(source.content()).replaceAll("");
    return LITERAL
        .matcher(joined)
        .results()
        .map(it -> it.group(1))
        .collect(Collectors.joining("\n"));
  }
}
