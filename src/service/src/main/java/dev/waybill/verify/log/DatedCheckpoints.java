package dev.waybill.verify.log;

import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Listed;
import dev.waybill.log.StoredObject;
import dev.waybill.log.time.SizedObjects;
import dev.waybill.log.time.Timestamp;
import dev.waybill.log.time.TimestampException;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.TreeHash;
import dev.waybill.record.offline.VerificationFinding;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Anchors and timestamps, whose keys state the size and the root of a checkpoint. */
final class DatedCheckpoints {
  private static final Pattern KEY =
      Pattern.compile("log/[a-z]+/(\\d{19})-([0-9a-f]{64})(?:\\.tsr)?");

  private final LogStore store;
  private final String origin;

  DatedCheckpoints(LogStore store, String origin) {
    this.store = store;
    this.origin = origin;
  }

  /** Returns the object below a prefix that states the largest size. */
  Optional<Listed> newest(String prefix) {
    return new SizedObjects(store, prefix).newest(Long.MAX_VALUE);
  }

  /**
   * Returns the finding about an anchor.
   *
   * @param growth compares the anchored checkpoint with the published one
   */
  VerificationFinding anchor(Listed anchor, Function<Checkpoint, VerificationFinding> growth) {
    return checkpoint(anchor.key())
        .map(growth)
        .map(it -> at(it, "stored at " + anchor.lastModified()))
        .orElseGet(
            () ->
                VerificationFinding.bad(
                    "anchor",
                    "log-anchor-inconsistent: the key " + anchor.key() + " states no tree"));
  }

  /**
   * Returns the finding about a timestamp.
   *
   * @param growth compares the stamped checkpoint with the published one
   */
  VerificationFinding timestamp(
      Listed timestamp, Function<Checkpoint, VerificationFinding> growth) {
    Optional<Checkpoint> checkpoint = checkpoint(timestamp.key());
    Optional<StoredObject> stored = store.find(timestamp.key());
    if (checkpoint.isEmpty() || stored.isEmpty()) {
      return VerificationFinding.bad(
          "timestamp", "log-timestamp-invalid: the key " + timestamp.key() + " states no tree");
    }
    try {
      Timestamp stamp = Timestamp.of(stored.get().content(), checkpoint.get());
      return at(
          growth.apply(checkpoint.get()), "stamped " + stamp.time() + " by " + stamp.authority());
    } catch (TimestampException e) {
      return VerificationFinding.bad(
          "timestamp", "log-timestamp-invalid: " + timestamp.key() + ": " + e.getMessage());
    }
  }

  private static VerificationFinding at(VerificationFinding finding, String when) {
    return new VerificationFinding(
        finding.subject(), finding.answer(), finding.detail() + "; " + when);
  }

  private Optional<Checkpoint> checkpoint(String key) {
    Matcher parts = KEY.matcher(key);
    try {
      return parts.matches()
          ? Optional.of(
              new Checkpoint(
                  origin,
                  Long.parseLong(parts.group(1)),
                  TreeHash.of(HexFormat.of().parseHex(parts.group(2)), 0)))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
