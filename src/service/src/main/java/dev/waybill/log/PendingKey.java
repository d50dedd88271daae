package dev.waybill.log;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Key of a pending batch.
 *
 * @param replica folder of the process that wrote the batch, see {@link PendingFolder}
 * @param number number of the batch among those of the process
 */
record PendingKey(String replica, long number) {
  private static final String REPLICA = "[A-Za-z0-9._-]{1,100}";
  private static final Pattern KEY =
      Pattern.compile(Pattern.quote(LogPaths.PENDING) + "(" + REPLICA + ")/(\\d{12,18})");

  PendingKey {
    if (!replica.matches(REPLICA) || number < 0) {
      throw new IllegalArgumentException(
          "the replica name " + replica + " must consist of 1 to 100 of A-Z a-z 0-9 . _ -");
    }
  }

  /** Returns the parts of a key; empty when no replica writes such a key. */
  static Optional<PendingKey> of(String key) {
    Matcher parts = KEY.matcher(key);
    return parts.matches()
        ? Optional.of(new PendingKey(parts.group(1), Long.parseLong(parts.group(2))))
            .filter(it -> it.key().equals(key))
        : Optional.empty();
  }

  /** Returns the key. */
  String key() {
    return LogPaths.pending(replica, number);
  }
}
