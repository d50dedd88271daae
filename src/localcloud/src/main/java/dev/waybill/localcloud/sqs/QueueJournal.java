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
 * An append-only file of JSON lines. What was appended durably survives a crash of the machine.
 *
 * <p>It is rewritten without what is done with when it has grown beyond a size, and to four times
 * what was alive the last time.
 */
final class QueueJournal implements AutoCloseable {
  static final long USUAL_SIZE = 64L * 1024 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final long usualSize;
  private final Object syncing = new Object();

  /** Not a channel: an interrupt of one writer would close that for all. */
  private RandomAccessFile out;

  /** Of everything since the start: it does not shrink with the file. */
  private long written;

  private long synced;
  private long limit;

  private QueueJournal(Path file, long usualSize, List<JournalEntry> entries) throws IOException {
    this.file = file;
    this.usualSize = usualSize;
    this.out = replaced(entries);
    this.limit = Math.max(usualSize, 4 * out.length());
  }

  /** Every whole entry; the last line may be torn by a crash, any other must be whole. */
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

  /** Replaces the file by these entries, all or nothing, and opens it for more. */
  static QueueJournal replace(Path file, List<JournalEntry> entries, long usualSize)
      throws IOException {
    return new QueueJournal(file, usualSize, entries);
  }

  /** Appends and returns when the entry is on the disk. */
  void appendDurably(JournalEntry entry) {
    long mine = append(entry);
    synchronized (syncing) {
      if (synced < mine) {
        sync();
      }
    }
  }

  /** Appends; a crash of the machine may forget the entry, a crash of the process does not. */
  long append(JournalEntry entry) {
    try {
      long end = write(line(entry));
      if (isTooLong()) {
        compact();
      }
      return end;
    } catch (IOException e) {
      throw new UncheckedIOException("the queues' journal cannot be written", e);
    }
  }

  /** One force serves everybody who has written before it. */
  private void sync() {
    try {
      long upTo = written();
      out.getFD().sync();
      synced = upTo;
    } catch (IOException e) {
      throw new UncheckedIOException("the queues' journal cannot be written", e);
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
      // A half-written line must not stay in front of the next one.
      out.setLength(start);
      out.seek(start);
      throw e;
    }
    written += bytes.length;
    return written;
  }

  private synchronized boolean isTooLong() throws IOException {
    return out.getFilePointer() > limit;
  }

  private void compact() throws IOException {
    synchronized (syncing) {
      synchronized (this) {
        if (isTooLong()) {
          RandomAccessFile old = out;
          out = replaced(read(file).entries());
          old.close();
          synced = written;
          limit = Math.max(usualSize, 4 * out.getFilePointer());
        }
      }
    }
  }

  private RandomAccessFile replaced(List<JournalEntry> entries) throws IOException {
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
