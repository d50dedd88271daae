package dev.waybill.log;

import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.TreeHash;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Content of the lock: one round, from which every tile, bundle and checkpoint of the round
 * follows.
 *
 * <p>The object is a text of lines, which people can read, an empty line, and the entries as a
 * bundle: the version, the origin, size and root before the round, size and root after it, and the
 * keys of the pending batches that the round covers.
 *
 * @param before the tree that the round extends
 * @param after the tree with the round's entries
 * @param covered keys of the pending batches whose entries the log has after the round
 * @param entries the entries that the round appends; empty only for the first round of a log
 */
record StagedRound(
    Checkpoint before, Checkpoint after, List<String> covered, List<EncodedEntry> entries) {
  /** Limit for the entries of a round. */
  static final int MAX_ENTRIES = 8192;

  /** Limit for the entries of a round, in bytes. */
  static final int MAX_BYTES = 16 * 1024 * 1024;

  /** Limit for the batches that a round covers. */
  static final int MAX_COVERED = 512;

  private static final String VERSION = "waybill.dev/log-round/v1";
  private static final int MAX_HEADER_BYTES = 256 * 1024;
  private static final int COVERED_LINE = 4;
  private static final Pattern TREE = Pattern.compile("(0|[1-9]\\d{0,17}) (\\S{44})");

  StagedRound {
    covered = List.copyOf(covered);
    entries = List.copyOf(entries);
    if (!before.origin().equals(after.origin())
        || after.size() - before.size() != entries.size()
        || entries.size() > MAX_ENTRIES
        || covered.size() > MAX_COVERED) {
      throw new IllegalArgumentException("no round from " + before + " to " + after);
    }
  }

  /** Returns the round without entries at a checkpoint. */
  static StagedRound at(Checkpoint checkpoint) {
    return new StagedRound(checkpoint, checkpoint, List.of(), List.of());
  }

  /** Returns the bytes of the lock. */
  byte[] encode() {
    StringBuilder text = new StringBuilder(VERSION).append('\n').append(before.origin());
    for (Checkpoint tree : List.of(before, after)) {
      text.append('\n').append(tree.size()).append(' ').append(tree.root().base64());
    }
    covered.forEach(key -> text.append('\n').append(key));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(text.append("\n\n").toString().getBytes(StandardCharsets.UTF_8));
    out.writeBytes(EncodedEntry.bundle(entries));
    return out.toByteArray();
  }

  /**
   * Parses a lock, which is untrusted input.
   *
   * @throws InvalidLogException when the bytes are not exactly those of a round
   */
  static StagedRound decode(byte[] lock) {
    if (lock.length > MAX_HEADER_BYTES + MAX_BYTES) {
      throw new InvalidLogException("the lock has " + lock.length + " bytes");
    }
    int end = headerEnd(lock);
    List<String> lines = new String(lock, 0, end, StandardCharsets.UTF_8).lines().toList();
    if (lines.size() < COVERED_LINE || !lines.get(0).equals(VERSION)) {
      throw new InvalidLogException("the lock has not the form of a round");
    }
    List<EncodedEntry> entries =
        EncodedEntry.ofBundle(Arrays.copyOfRange(lock, end + 2, lock.length), MAX_ENTRIES);
    StagedRound round = of(lines, entries);
    // One comparison rejects every other spelling of the same round.
    if (!Arrays.equals(round.encode(), lock)) {
      throw new InvalidLogException("the lock is not canonical");
    }
    return round;
  }

  private static int headerEnd(byte[] lock) {
    for (int at = 0; at < Math.min(lock.length - 1, MAX_HEADER_BYTES); at++) {
      if (lock[at] == '\n' && lock[at + 1] == '\n') {
        return at;
      }
    }
    throw new InvalidLogException("the lock has no end of its lines");
  }

  private static StagedRound of(List<String> lines, List<EncodedEntry> entries) {
    List<String> covered = lines.subList(COVERED_LINE, lines.size());
    if (covered.stream().anyMatch(it -> PendingKey.of(it).isEmpty())) {
      throw new InvalidLogException("the lock covers a key that no pending batch has");
    }
    try {
      return new StagedRound(
          tree(lines.get(1), lines.get(2)), tree(lines.get(1), lines.get(3)), covered, entries);
    } catch (IllegalArgumentException e) {
      throw new InvalidLogException("the lock is no round: " + e.getMessage());
    }
  }

  private static Checkpoint tree(String origin, String line) {
    Matcher parts = TREE.matcher(line);
    if (!parts.matches()) {
      throw new InvalidLogException("the lock has no size and root");
    }
    return new Checkpoint(
        origin, Long.parseLong(parts.group(1)), TreeHash.ofBase64(parts.group(2)));
  }
}
