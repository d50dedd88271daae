package dev.waybill.audit.catalog;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What the SQL of every audit may name in double braces. */
public final class Placeholders {
  /** The window of events: when they begin, as a timestamp. */
  public static final String FROM = "from";

  /** When they end; an event at this time does not belong to it. */
  public static final String UNTIL = "until";

  /** The first partition with their files, {@code yyyy/MM/dd}. */
  public static final String FIRST_DAY = "first.day";

  /** The last one. */
  public static final String LAST_DAY = "last.day";

  /** What every audit has to bound its events by. */
  public static final Set<String> OF_THE_WINDOW =
      ordered(Stream.of(FROM, UNTIL, FIRST_DAY, LAST_DAY));

  /** What the deployment fills in, as texts. */
  public static final Set<String> OF_THE_DEPLOYMENT =
      ordered(
          Stream.of(
              "raw.bucket",
              "incoming",
              "processed",
              "test",
              "provenance.bucket",
              "log.bucket",
              "results.bucket",
              "account",
              "kms.key",
              "service.role",
              "trail"));

  /** Both. */
  static final Set<String> ALL =
      ordered(Stream.concat(OF_THE_WINDOW.stream(), OF_THE_DEPLOYMENT.stream()));

  private Placeholders() {}

  private static Set<String> ordered(Stream<String> names) {
    return Collections.unmodifiableSet(new TreeSet<>(names.toList()));
  }
}
