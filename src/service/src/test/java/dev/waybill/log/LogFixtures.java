package dev.waybill.log;

import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.EntryBundle;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.log.SignedNote;
import dev.waybill.record.log.TileAddress;
import dev.waybill.record.log.TileTree;
import dev.waybill.record.log.TreeHash;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Entries, pending batches and what a log in a store has. */
final class LogFixtures {
  private LogFixtures() {}

  /** Returns the entry of a record with a number. */
  static LogEntry entry(int number) {
    return entry(number, EntryKind.SEAL);
  }

  static LogEntry entry(int number, EntryKind kind) {
    Sha256 digest = Sha256.hash(("object " + number).getBytes(StandardCharsets.UTF_8));
    return new LogEntry(
        kind,
        "records/caa304-raw-data/incoming/folder/" + number + ".sigstore.json",
        Sha256.hash(("record " + number).getBytes(StandardCharsets.UTF_8)),
        new ObjectVersion(
            "caa304-raw-data",
            "incoming/folder/" + number + ".bin",
            "3sL4kqtJlcpXroDTDmJ-" + number),
        1000L + number,
        "\"9b2cf535f27731c974343645a3985328\"",
        digest,
        "processed/folder/" + number + ".bin",
        Instant.parse("2026-11-29T12:00:00Z"));
  }

  static List<LogEntry> entries(int from, int to) {
    List<LogEntry> entries = new ArrayList<>();
    for (int number = from; number < to; number++) {
      entries.add(entry(number));
    }
    return entries;
  }

  /** Returns the bytes of a pending batch. */
  static byte[] batch(List<LogEntry> entries) {
    return EntryBundle.encode(entries.stream().map(LogEntry::bytes).toList());
  }

  /** Writes a pending batch with the entries of some records. */
  static void addPending(InMemoryLogStore store, String replica, long number, int from, int to) {
    store.put(LogPaths.pending(replica, number), batch(entries(from, to)));
  }

  /** Returns the published checkpoint. */
  static Checkpoint checkpoint(LogStore store) {
    return checkpoint(store.find(LogPaths.CHECKPOINT).orElseThrow().content());
  }

  static Checkpoint checkpoint(byte[] note) {
    return Checkpoint.of(SignedNote.parse(note).text());
  }

  /** Returns the lock's round. */
  static StagedRound lock(InMemoryLogStore store) {
    return StagedRound.decode(store.find(LogPaths.LOCK).orElseThrow().content());
  }

  /** Returns the log's entries, after it has verified them with the checkpoint. */
  static List<LogEntry> verifiedEntries(LogStore store) {
    Checkpoint checkpoint = checkpoint(store);
    TileStore tiles = new TileStore(store);
    TileTree tree = new TileTree(tiles, checkpoint.size());
    if (!tree.root().equals(checkpoint.root())) {
      throw new AssertionError("the tiles do not have the root of the checkpoint");
    }
    List<LogEntry> entries = new ArrayList<>();
    for (long at = 0; at < checkpoint.size(); at += TileAddress.FULL) {
      TileAddress bundle = TileAddress.at(TileAddress.ENTRIES, at, checkpoint.size());
      List<byte[]> read = EntryBundle.decode(tiles.read(bundle).orElseThrow());
      for (byte[] entry : read.subList(0, bundle.width())) {
        if (!TreeHash.ofEntry(entry).equals(tree.leaf(entries.size()))) {
          throw new AssertionError("another entry at " + entries.size());
        }
        entries.add(LogEntry.parse(entry));
      }
    }
    return entries;
  }
}
