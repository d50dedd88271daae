package dev.waybill.log;

import dev.waybill.record.RecordKey;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.EntryBundle;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.log.TileAddress;
import dev.waybill.record.log.TileReader;
import dev.waybill.record.log.TreeBuilder;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Log in memory, of entries in any order. */
public final class SampleLog implements TileReader {
  public static final Instant START = Instant.parse("2030-01-01T00:00:00Z");
  public static final String ORIGIN = "log.example/records";

  public final List<LogEntry> entries = new ArrayList<>();
  public final Map<TileAddress, byte[]> tiles = new HashMap<>();
  private final TreeBuilder tree = TreeBuilder.empty();
  private final List<byte[]> last = new ArrayList<>();
  public long reads;

  /** Returns an entry of a made-up object. */
  public static LogEntry entry(EntryKind kind, String name, Instant sealedAt) {
    ObjectVersion version = new ObjectVersion("raw", "incoming/" + name, "v-" + name);
    return new LogEntry(
        kind,
        RecordKey.of(version),
        Sha256.hash("record " + name),
        version,
        7,
        null,
        Sha256.hash("object " + name),
        "processed/" + name,
        sealedAt);
  }

  /** Appends an entry; returns its index. */
  public long append(LogEntry entry) {
    add(List.of(entry));
    return size() - 1;
  }

  private void add(List<LogEntry> added) {
    tree.append(added.stream().map(LogEntry::leafHash).toList())
        .forEach((address, tile) -> tiles.put(address, tile));
    for (LogEntry entry : added) {
      entries.add(entry);
      last.add(entry.bytes());
      if (last.size() == TileAddress.FULL) {
        tiles.put(bundle(), EntryBundle.encode(last));
        last.clear();
      }
    }
  }

  /** Returns the address of the last bundle. */
  private TileAddress bundle() {
    return TileAddress.at(TileAddress.ENTRIES, size() - 1, size());
  }

  /** Appends sealed entries, some a second. */
  public void appendSeals(int count, Instant from, int perSecond) {
    List<LogEntry> added = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      String name = "o" + (entries.size() + at);
      added.add(entry(EntryKind.SEAL, name, from.plusMillis(at * 1000L / perSecond)));
    }
    add(added);
  }

  public long size() {
    return entries.size();
  }

  public Checkpoint checkpoint() {
    return new Checkpoint(ORIGIN, size(), tree.root());
  }

  /** Puts every tile and bundle into a store. */
  public void putInto(InMemoryLogStore store) {
    tiles.forEach((address, content) -> store.put(LogPaths.of(address), content));
    if (!last.isEmpty()) {
      store.put(LogPaths.of(bundle()), EntryBundle.encode(last));
    }
  }

  @Override
  public Optional<byte[]> read(TileAddress address) {
    reads++;
    if (address.level() == TileAddress.ENTRIES && address.isPartial() && !last.isEmpty()) {
      List<byte[]> shown = address.index() == bundle().index() ? last : List.of();
      return shown.size() < address.width()
          ? Optional.empty()
          : Optional.of(EntryBundle.encode(shown.subList(0, address.width())));
    }
    return Optional.ofNullable(tiles.get(address))
        .or(() -> Optional.ofNullable(tiles.get(address.full())));
  }
}
