package dev.waybill.localcloud.store;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/**
 * Events that have a destination and are not acknowledged yet.
 *
 * <p>The journal entry of a change contains its event; the outbox stores only acknowledgements. A
 * crash can repeat events but never loses one.
 */
public final class Outbox {
  private final NavigableMap<Long, ObjectEvent> pending = new ConcurrentSkipListMap<>();
  private final Set<Long> acknowledged = new HashSet<>();

  /** Acknowledged events that a journal still contains. */
  private final Set<Long> inJournals = new TreeSet<>();

  private final Path file;

  /** Not a channel, because an interrupt would close it. */
  private FileOutputStream out;

  private volatile DestinationResolver resolver = (eventName, bucket, key) -> List.of();
  private volatile Consumer<ObjectEvent> listener = event -> {};

  Outbox(Path file) throws IOException {
    this.file = file;
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
        // The last line may be incomplete; its event is delivered again.
        if (line.length() == 18) {
          acknowledged.add(Long.parseLong(line, 16));
        }
      }
    }
    out = new FileOutputStream(file.toFile(), true);
    if (Files.size(file) % 19 != 0) {
      out.write('\n');
    }
  }

  public void setResolver(DestinationResolver newResolver) {
    resolver = newResolver;
  }

  /** Sets the listener for durable changes. It runs on the writer's thread and must not block. */
  public void setListener(Consumer<ObjectEvent> newListener) {
    listener = newListener;
  }

  /** Returns the unacknowledged events, oldest first. */
  public List<ObjectEvent> pending() {
    return new ArrayList<>(pending.values());
  }

  /** Records the delivery of an event. */
  public void acknowledge(ObjectEvent event) {
    pending.remove(event.id());
    byte[] line = (Sequence.hex(event.id()) + "\n").getBytes(StandardCharsets.US_ASCII);
    try {
      synchronized (this) {
        out.write(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the acknowledgement of an event could not be written to " + file, e);
    }
  }

  List<WriteDestination> destinations(String eventName, String bucket, String key) {
    return resolver.destinations(eventName, bucket, key);
  }

  /** Notifies the listener of an event whose change is durable. */
  void publish(ObjectEvent event) {
    pending.put(event.id(), event);
    listener.accept(event);
  }

  /** Restores an event from a journal. */
  void replay(ObjectEvent event) {
    if (acknowledged.contains(event.id())) {
      inJournals.add(event.id());
    } else {
      pending.put(event.id(), event);
    }
  }

  /**
   * Removes the acknowledgements of events that no journal contains; all journals must be read
   * first.
   */
  void trim() throws IOException {
    StringBuilder lines = new StringBuilder();
    inJournals.forEach(id -> lines.append(Sequence.hex(id)).append('\n'));
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    try (FileOutputStream trimmed = new FileOutputStream(draft.toFile())) {
      trimmed.write(lines.toString().getBytes(StandardCharsets.US_ASCII));
      trimmed.getFD().sync();
    }
    synchronized (this) {
      out.close();
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      out = new FileOutputStream(file.toFile(), true);
    }
    acknowledged.clear();
    inJournals.clear();
  }

  boolean isPending(ObjectEvent event) {
    return pending.containsKey(event.id());
  }

  synchronized void close() throws IOException {
    out.close();
  }
}
