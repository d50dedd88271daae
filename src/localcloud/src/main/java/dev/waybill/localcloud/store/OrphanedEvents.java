package dev.waybill.localcloud.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** Undelivered events of deleted buckets, whose own journals are deleted with the bucket. */
final class OrphanedEvents implements Closeable {
  private final Journal journal;
  private final Outbox outbox;

  private OrphanedEvents(Journal journal, Outbox outbox) {
    this.journal = journal;
    this.outbox = outbox;
  }

  /** Passes undelivered events to the outbox and removes delivered ones from the file. */
  static OrphanedEvents open(Path file, StoreContext context) throws IOException {
    Outbox outbox = context.outbox();
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    try (Journal fresh = Journal.open(draft, entry -> {})) {
      Journal.open(file, entry -> replay(entry, context, fresh)).close();
      fresh.force();
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return new OrphanedEvents(Journal.open(file, entry -> {}), outbox);
  }

  private static void replay(BucketJournalEntry entry, StoreContext context, Journal fresh) {
    ObjectEvent event = Objects.requireNonNull(entry.event());
    context.sequence().observe(event.id());
    context.outbox().replay(event);
    if (context.outbox().isPending(event)) {
      fresh.append(entry);
    }
  }

  /** Copies the undelivered events of a closed bucket before its files are deleted. */
  void copyPending(String bucket) {
    for (ObjectEvent event : outbox.pending()) {
      if (event.bucket().equals(bucket)) {
        journal.append(BucketJournalEntry.event(event));
      }
    }
  }

  @Override
  public void close() throws IOException {
    journal.close();
  }
}
