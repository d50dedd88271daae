package dev.waybill.localcloud.trail;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * File of events that wait for delivery, one JSON object a line. {@link #append} returns after the
 * operating system has accepted the event. A full file, and a file about to be delivered, is
 * renamed to the name under which its events are delivered, so that an interrupted delivery is
 * retried under the same name.
 */
final class PendingEvents implements Closeable {
  private static final int MAX_EVENTS_PER_FILE = 5000;

  private final Path folder;
  private final Path file;

  /** A {@code FileChannel} would be closed when a writing thread is interrupted. */
  private RandomAccessFile out;

  private int count;

  private PendingEvents(Path folder, Path file) throws IOException {
    this.folder = folder;
    this.file = file;
    this.out = openForWriting(file);
  }

  /**
   * Opens a folder. Events that an earlier process left pending are moved to a file of their own.
   */
  static PendingEvents open(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve("pending.jsonl");
    if (Files.exists(file) && Files.size(file) > 0) {
      renameForDelivery(folder, file);
    }
    return new PendingEvents(folder, file);
  }

  private static RandomAccessFile openForWriting(Path file) throws IOException {
    return new RandomAccessFile(file.toFile(), "rw");
  }

  private static void renameForDelivery(Path folder, Path file) throws IOException {
    Files.move(file, folder.resolve(TrailFile.newName()));
  }

  synchronized void append(String event) throws IOException {
    long start = out.getFilePointer();
    try {
      out.write((event + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      undo(start, e);
      throw e;
    }
    count++;
    if (count >= MAX_EVENTS_PER_FILE) {
      rotate();
    }
  }

  /** Removes a partly written line so that it does not corrupt the next one. */
  private void undo(long start, IOException reason) {
    try {
      out.setLength(start);
      out.seek(start);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  /** Renames the current file for delivery if it has events, and starts a new one. */
  synchronized void rotate() throws IOException {
    if (count > 0) {
      renameForDelivery(folder, file);
      RandomAccessFile full = out;
      out = openForWriting(file);
      count = 0;
      full.close();
    }
  }

  /** Returns the files that are ready for delivery and not delivered yet, oldest first. */
  List<TrailFile> undelivered() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(TrailFile::isTrailFile).sorted().map(TrailFile::new).toList();
    }
  }

  @Override
  public synchronized void close() throws IOException {
    out.close();
  }
}
