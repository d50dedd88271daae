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
 * Events that somebody wants to hear of and has not acknowledged yet.
 *
 * <p>An event is in the journal entry of its change; here only its acknowledgement is kept. After a
 * crash an event can come again, and none is missing.
 */
public final class Outbox {
  private final NavigableMap<Long, ObjectEvent> pending = new ConcurrentSkipListMap<>();
  private final Set<Long> acknowledged = new HashSet<>();

  /** Acknowledged, and still in a journal. */
  private final Set<Long> needed = new TreeSet<>();

  private final Path file;

  /** Not a channel: an interrupt would close that. */
  private FileOutputStream out;

  private volatile EventInterest interest = (eventName, bucket, key) -> List.of();
  private volatile Consumer<ObjectEvent> listener = event -> {};

  Outbox(Path file) throws IOException {
    this.file = file;
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file, StandardCharsets.US_ASCII)) {
        // The last line may have been torn off: its event comes again.
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

  public void setInterest(EventInterest to) {
    interest = to;
  }

  /** Called on the writer's thread once the change is durable; must only enqueue. */
  public void setListener(Consumer<ObjectEvent> to) {
    listener = to;
  }

  /** Unacknowledged events, oldest first. */
  public List<ObjectEvent> pending() {
    return new ArrayList<>(pending.values());
  }

  /** The event was delivered. */
  public void acknowledge(ObjectEvent event) {
    pending.remove(event.id());
    byte[] line = (Sequence.hex(event.id()) + "\n").getBytes(StandardCharsets.US_ASCII);
    try {
      synchronized (this) {
        out.write(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  List<WriteDestination> destinations(String eventName, String bucket, String key) {
    return interest.destinations(eventName, bucket, key);
  }

  /** The event's change is durable. */
  void publish(ObjectEvent event) {
    pending.put(event.id(), event);
    listener.accept(event);
  }

  /** An event found in a journal. */
  void replay(ObjectEvent event) {
    if (acknowledged.contains(event.id())) {
      needed.add(event.id());
    } else {
      pending.put(event.id(), event);
    }
  }

  /**
   * Forgets, once all journals are read, the acknowledgements of events that are in none any more.
   */
  void trim() throws IOException {
    StringBuilder lines = new StringBuilder();
    needed.forEach(id -> lines.append(Sequence.hex(id)).append('\n'));
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    try (FileOutputStream kept = new FileOutputStream(draft.toFile())) {
      kept.write(lines.toString().getBytes(StandardCharsets.US_ASCII));
      kept.getFD().sync();
    }
    synchronized (this) {
      out.close();
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      out = new FileOutputStream(file.toFile(), true);
    }
    acknowledged.clear();
    needed.clear();
  }

  boolean isPending(ObjectEvent event) {
    return pending.containsKey(event.id());
  }

  synchronized void close() throws IOException {
    out.close();
  }
}
