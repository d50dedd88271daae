package dev.waybill.localcloud.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Brings a bucket back from its journal, and rewrites the journal when most of it is dead. */
final class BucketFiles {
  private static final int FEW = 1000;

  private final Path file;
  private final Index index;
  private final MultipartUploads uploads;
  private final StoreParts parts;
  private final List<ObjectEvent> events = new ArrayList<>();
  private int entries;

  BucketFiles(Path file, Index index, MultipartUploads uploads, StoreParts parts) {
    this.file = file;
    this.index = index;
    this.uploads = uploads;
    this.parts = parts;
  }

  Journal open() throws IOException {
    Journal journal = Journal.open(file, this::replay);
    List<Entry> live = live();
    if (entries < FEW || 2 * dead(live) < entries) {
      return journal;
    }
    journal.close();
    Path draft = file.resolveSibling("journal.new");
    Files.deleteIfExists(draft);
    try (Journal fresh = Journal.open(draft, entry -> {})) {
      live.forEach(fresh::append);
      fresh.force();
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceNames();
    return Journal.open(file, entry -> {});
  }

  /** Content that the old journal names is deleted next: it must not be the one that comes back. */
  private void forceNames() throws IOException {
    Path folder = Objects.requireNonNull(file.getParent());
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
  }

  private void replay(Entry entry) {
    entries++;
    StoredVersion version = entry.version();
    switch (entry.op()) {
      case PUT -> {
        index.put(Objects.requireNonNull(version));
        parts.sequence().seen(Long.parseLong(version.sequencer(), 16));
      }
      case UPDATE -> index.update(Objects.requireNonNull(version));
      case REMOVE ->
          index.remove(
              Objects.requireNonNull(entry.key()), Objects.requireNonNull(entry.versionId()));
      default -> {}
    }
    uploads.replay(entry);
    ObjectEvent event = entry.event();
    if (event != null) {
      parts.sequence().seen(event.id());
      parts.outbox().replay(event);
      events.add(event);
    }
  }

  /** Entries of no account any more, or with an event that was delivered. */
  private long dead(List<Entry> live) {
    long delivered = events.stream().filter(event -> !parts.outbox().isPending(event)).count();
    return Math.max(entries - live.size(), delivered);
  }

  private List<Entry> live() {
    List<Entry> live = new ArrayList<>();
    for (List<StoredVersion> versions : index.all().values()) {
      for (int i = versions.size() - 1; i >= 0; i--) {
        live.add(Entry.put(versions.get(i), null, null));
      }
    }
    live.addAll(uploads.entries());
    events.stream().filter(parts.outbox()::isPending).map(Entry::event).forEach(live::add);
    return live;
  }

  /** Every content file that something refers to. */
  Set<String> used() {
    Set<String> used = new HashSet<>();
    index
        .all()
        .values()
        .forEach(
            versions ->
                versions.forEach(
                    version -> version.segments().forEach(segment -> used.add(segment.file()))));
    uploads.segments().forEach(segment -> used.add(segment.file()));
    return used;
  }
}
