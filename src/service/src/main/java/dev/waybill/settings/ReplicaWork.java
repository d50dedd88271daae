package dev.waybill.settings;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Kind of work that a replica can be limited to. */
public enum ReplicaWork {
  /** Custody of the objects that S3 notifies. */
  INTAKE,
  /** Units of re-verification. */
  FIXITY,
  /** Units of backfills. */
  BACKFILL,
  /** Everything that runs on a schedule, on the elected leader. */
  SCHEDULES;

  private static final String ALL = "all";

  /** Type of a set of kinds; {@code all} is each of them. */
  static final SettingType<Set<ReplicaWork>> SET =
      new SettingType<>(
          "all, or some of " + words() + ", separated by commas",
          "",
          ReplicaWork::parse,
          work -> !work.isEmpty());

  private static String words() {
    return Arrays.stream(values()).map(ReplicaWork::word).collect(Collectors.joining(", "));
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static Set<ReplicaWork> parse(String text) {
    if (text.equals(ALL)) {
      return Collections.unmodifiableSet(EnumSet.allOf(ReplicaWork.class));
    }
    List<String> words = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    Set<ReplicaWork> work = EnumSet.noneOf(ReplicaWork.class);
    for (String word : words) {
      work.add(
          Arrays.stream(values())
              .filter(it -> it.word().equals(word))
              .findFirst()
              .orElseThrow(() -> new IllegalArgumentException("no kind of work")));
    }
    if (work.size() < words.size()) {
      throw new IllegalArgumentException("a kind of work twice");
    }
    return Collections.unmodifiableSet(work);
  }
}
