package dev.waybill.localcloud.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/**
 * Events of deleted buckets that were not delivered yet: the journal they were in goes with its
 * bucket.
 */
final class OrphanedEvents implements Closeable {
  private final Journal journal;
  private final Outbox outbox;

  private OrphanedEvents(Journal journal, Outbox outbox) {
    this.journal = journal;
    this.outbox = outbox;
  }

  /** Gives the outbox what it has not delivered yet, and forgets the rest. */
  static OrphanedEvents open(Path file, StoreParts parts) throws IOException {
    Outbox outbox = parts.outbox();
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    try (Journal fresh = Journal.open(draft, entry -> {})) {
      Journal.open(file, entry -> replay(entry, parts, fresh)).close();
      fresh.force();
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return new OrphanedEvents(Journal.open(file, entry -> {}), outbox);
  }

  private static void replay(Entry entry, StoreParts parts, Journal fresh) {
    ObjectEvent event = Objects.requireNonNull(entry.event());
    parts.sequence().seen(event.id());
    parts.outbox().replay(event);
    if (parts.outbox().isPending(event)) {
      fresh.append(entry);
    }
  }

  /** To be called when nothing more happens in the bucket, and before its files go. */
  void adopt(String bucket) {
    for (ObjectEvent event : outbox.pending()) {
      if (event.bucket().equals(bucket)) {
        journal.append(Entry.event(event));
      }
    }
  }

  @Override
  public void close() throws IOException {
    journal.close();
  }
}
