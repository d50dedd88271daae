package dev.waybill.localcloud.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** An append-only file of JSON lines. What was appended durably survives a crash of the machine. */
final class QueueJournal implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FileChannel channel;
  private final Object syncing = new Object();
  private long written;
  private long synced;

  private QueueJournal(FileChannel channel) {
    this.channel = channel;
  }

  /** Every whole entry; the last line may be torn by a crash, any other must be whole. */
  static List<JournalEntry> read(Path file) throws IOException {
    List<JournalEntry> entries = new ArrayList<>();
    if (!Files.exists(file)) {
      return entries;
    }
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      entries.add(JSON.readValue(text.substring(start, end), JournalEntry.class));
      start = end + 1;
    }
    return entries;
  }

  /** Replaces the file by these entries, all or nothing, and opens it for more. */
  static QueueJournal replace(Path file, List<JournalEntry> entries) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    FileChannel channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE);
    QueueJournal journal = new QueueJournal(channel);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (JournalEntry entry : entries) {
      all.writeBytes(line(entry));
    }
    journal.write(all.toByteArray());
    channel.force(true);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return journal;
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
      return write(line(entry));
    } catch (IOException e) {
      throw new UncheckedIOException("the queues' journal cannot be written", e);
    }
  }

  /** One force serves everybody who has written before it. */
  private void sync() {
    try {
      long upTo = written();
      channel.force(false);
      synced = upTo;
    } catch (IOException e) {
      throw new UncheckedIOException("the queues' journal cannot be written", e);
    }
  }

  private synchronized long written() {
    return written;
  }

  private synchronized long write(byte[] bytes) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes);
    while (left.hasRemaining()) {
      channel.write(left);
    }
    written += bytes.length;
    return written;
  }

  private static byte[] line(JournalEntry entry) throws JsonProcessingException {
    return (JSON.writerFor(JournalEntry.class).writeValueAsString(entry) + "\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    channel.force(true);
    channel.close();
  }
}
