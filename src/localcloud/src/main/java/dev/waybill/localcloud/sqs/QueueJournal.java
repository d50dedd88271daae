package dev.waybill.localcloud.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Append-only journal of JSON lines. Durably appended entries survive a crash of the machine.
 *
 * <p>The journal is compacted when it is larger than a minimum size and four times the size after
 * the last compaction.
 */
final class QueueJournal implements AutoCloseable {
  static final long MIN_COMPACTION_SIZE = 64L * 1024 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final long minCompactionSize;
  private final Object syncing = new Object();

  /** A {@code FileChannel} would be closed for all writers when one of them is interrupted. */
  private RandomAccessFile out;

  /** Bytes written since the start; compaction does not reduce them. */
  private long written;

  private long synced;
  private long limit;

  private QueueJournal(Path file, long minCompactionSize, List<JournalEntry> entries)
      throws IOException {
    this.file = file;
    this.minCompactionSize = minCompactionSize;
    this.out = rewrite(entries);
    this.limit = Math.max(minCompactionSize, 4 * out.length());
  }

  /** Reads all complete entries. Only the last line may be incomplete because of a crash. */
  static QueueState read(Path file) throws IOException {
    QueueState state = new QueueState();
    if (!Files.exists(file)) {
      return state;
    }
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int octet = in.read(); octet >= 0; octet = in.read()) {
        if (octet == '\n') {
          state.apply(JSON.readValue(line.toByteArray(), JournalEntry.class));
          line.reset();
        } else {
          line.write(octet);
        }
      }
    }
    return state;
  }

  /** Replaces the file atomically by the given entries and opens it for appending. */
  static QueueJournal replace(Path file, List<JournalEntry> entries, long minCompactionSize)
      throws IOException {
    return new QueueJournal(file, minCompactionSize, entries);
  }

  /** Appends an entry and returns when it is on disk. */
  void appendDurably(JournalEntry entry) {
    long mine = append(entry);
    synchronized (syncing) {
      if (synced < mine) {
        sync();
      }
    }
  }

  /**
   * Appends an entry. A crash of the machine may lose the entry, a crash of the process does not.
   */
  long append(JournalEntry entry) {
    try {
      long end = write(line(entry));
      if (isAboveLimit()) {
        compact();
      }
      return end;
    } catch (IOException e) {
      throw new UncheckedIOException("Writing the queue journal " + file + " failed", e);
    }
  }

  /** Syncs the file once for all writers that have written before. */
  private void sync() {
    try {
      long upTo = written();
      out.getFD().sync();
      synced = upTo;
    } catch (IOException e) {
      throw new UncheckedIOException("Writing the queue journal " + file + " failed", e);
    }
  }

  private synchronized long written() {
    return written;
  }

  private synchronized long write(byte[] bytes) throws IOException {
    long start = out.getFilePointer();
    try {
      out.write(bytes);
    } catch (IOException e) {
      // Removes a partly written line so that it does not corrupt the next one.
      out.setLength(start);
      out.seek(start);
      throw e;
    }
    written += bytes.length;
    return written;
  }

  private synchronized boolean isAboveLimit() throws IOException {
    return out.getFilePointer() > limit;
  }

  private void compact() throws IOException {
    synchronized (syncing) {
      synchronized (this) {
        if (isAboveLimit()) {
          RandomAccessFile old = out;
          out = rewrite(read(file).entries());
          old.close();
          synced = written;
          limit = Math.max(minCompactionSize, 4 * out.getFilePointer());
        }
      }
    }
  }

  private RandomAccessFile rewrite(List<JournalEntry> entries) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    RandomAccessFile fresh = new RandomAccessFile(draft.toFile(), "rw");
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (JournalEntry entry : entries) {
      all.writeBytes(line(entry));
    }
    fresh.write(all.toByteArray());
    fresh.getFD().sync();
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return fresh;
  }

  private static byte[] line(JournalEntry entry) throws JsonProcessingException {
    return (JSON.writerFor(JournalEntry.class).writeValueAsString(entry) + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    synchronized (syncing) {
      out.getFD().sync();
      out.close();
    }
  }
}
