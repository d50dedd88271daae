package dev.waybill.audit.catalog;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Placeholders that the SQL of every audit may use, in double braces. */
public final class Placeholders {
  /** Start of the window, inclusive, as a timestamp. */
  public static final String FROM = "from";

  /** End of the window, exclusive, as a timestamp. */
  public static final String UNTIL = "until";

  /** First partition of the window, {@code yyyy/MM/dd}. */
  public static final String FIRST_DAY = "first.day";

  /** Last partition of the window, {@code yyyy/MM/dd}. */
  public static final String LAST_DAY = "last.day";

  /** Placeholders by which every audit must bound its events. */
  public static final Set<String> WINDOW = ordered(Stream.of(FROM, UNTIL, FIRST_DAY, LAST_DAY));

  /** Placeholders of the deployment, which are texts. */
  public static final Set<String> DEPLOYMENT =
      ordered(
          Stream.of(
              "raw.bucket",
              "incoming",
              "processed",
              "test",
              "excluded.places",
              "provenance.bucket",
              "log.bucket",
              "results.bucket",
              "account",
              "kms.key",
              "signing.key",
              "service.role",
              "trail"));

  /** Placeholders of the scopes of custody, which are lists of texts, see {@link #list}. */
  static final Set<String> LISTS =
      ordered(Stream.of("raw.buckets", "incoming.places", "promoted.places", "test.places"));

  /** All placeholders that are not parameters. */
  static final Set<String> ALL = ordered(Stream.of(WINDOW, DEPLOYMENT, LISTS).flatMap(Set::stream));

  /** Separator of the texts of a list, which no bucket and no prefix has. */
  private static final String SEPARATOR = "\0";

  private Placeholders() {}

  /** Returns the value of a placeholder that is a list. */
  public static String list(Stream<String> texts) {
    return texts.collect(Collectors.joining(SEPARATOR));
  }

  static List<String> texts(String list) {
    return List.of(list.split(SEPARATOR, -1));
  }

  private static Set<String> ordered(Stream<String> names) {
    return Collections.unmodifiableSet(new TreeSet<>(names.toList()));
  }
}
