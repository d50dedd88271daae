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
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Recovery of a bucket from its journal. Rewrites the journal when most of its entries are
 * obsolete.
 */
final class BucketRecovery {
  private static final int MIN_COMPACTION_ENTRIES = 1000;

  private final Path file;
  private final KeyVersionIndex index;
  private final MultipartUploads uploads;
  private final StoreContext context;
  private final List<ObjectEvent> events = new ArrayList<>();
  private int entries;

  BucketRecovery(Path file, KeyVersionIndex index, MultipartUploads uploads, StoreContext context) {
    this.file = file;
    this.index = index;
    this.uploads = uploads;
    this.context = context;
  }

  Journal open() throws IOException {
    Journal journal = Journal.open(file, this::replay);
    if (entries < MIN_COMPACTION_ENTRIES || 2 * obsolete() < entries) {
      return journal;
    }
    journal.close();
    Path draft = file.resolveSibling("journal.new");
    Files.deleteIfExists(draft);
    try (Journal fresh = Journal.open(draft, entry -> {})) {
      forEachLive(fresh::append);
      fresh.force();
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    forceRename();
    return Journal.open(file, entry -> {});
  }

  /**
   * Forces the rename to disk. Files that only the old journal refers to are deleted next, so the
   * old journal must not reappear after a power failure.
   */
  private void forceRename() throws IOException {
    Path folder = Objects.requireNonNull(file.getParent());
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }

  private void replay(BucketJournalEntry entry) {
    entries++;
    StoredVersion version = entry.version();
    switch (entry.op()) {
      case PUT -> {
        index.put(Objects.requireNonNull(version));
        context.sequence().observe(Long.parseLong(version.sequencer(), 16));
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
      context.sequence().observe(event.id());
      context.outbox().replay(event);
      events.add(event);
    }
  }

  /** Counts the entries that were superseded or whose event was delivered. */
  private long obsolete() {
    long delivered = events.stream().filter(event -> !context.outbox().isPending(event)).count();
    LongAdder live = new LongAdder();
    forEachLive(entry -> live.increment());
    return Math.max(entries - live.sum(), delivered);
  }

  /** Passes on one entry at a time, because a bucket may have millions of them. */
  private void forEachLive(Consumer<BucketJournalEntry> to) {
    for (List<StoredVersion> versions : index.all().values()) {
      for (int i = versions.size() - 1; i >= 0; i--) {
        to.accept(BucketJournalEntry.put(versions.get(i), null, null));
      }
    }
    uploads.entries().forEach(to);
    events.stream().filter(context.outbox()::isPending).map(BucketJournalEntry::event).forEach(to);
  }

  /** Returns the names of all content files that are in use. */
  Set<String> usedFiles() {
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
