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
 * Events that wait for delivery, one a line. An event is in the operating system's hands when
 * {@link #append} returns. Full files, and those that are about to be delivered, are set aside
 * under the name that they are delivered by, so that one cut short is delivered under the same name
 * again.
 */
final class PendingEvents implements Closeable {
  private static final int MAX = 5000;

  private final Path folder;
  private final Path file;

  /** Not a channel: an interrupt would close that. */
  private RandomAccessFile out;

  private int count;

  private PendingEvents(Path folder, Path file) throws IOException {
    this.folder = folder;
    this.file = file;
    this.out = begin(file);
  }

  /** Opens a folder; what an earlier process left pending is set aside. */
  static PendingEvents open(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve("pending.jsonl");
    if (Files.exists(file) && Files.size(file) > 0) {
      setAside(folder, file);
    }
    return new PendingEvents(folder, file);
  }

  private static RandomAccessFile begin(Path file) throws IOException {
    return new RandomAccessFile(file.toFile(), "rw");
  }

  private static void setAside(Path folder, Path file) throws IOException {
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
    if (count >= MAX) {
      rotate();
    }
  }

  /** A half-written line must not stay in front of the next one. */
  private void undo(long start, IOException reason) {
    try {
      out.setLength(start);
      out.seek(start);
    } catch (IOException e) {
      reason.addSuppressed(e);
    }
  }

  /** Sets what is pending aside, if there is any. */
  synchronized void rotate() throws IOException {
    if (count > 0) {
      setAside(folder, file);
      RandomAccessFile full = out;
      out = begin(file);
      count = 0;
      full.close();
    }
  }

  /** What was set aside and is not delivered yet, oldest first. */
  List<TrailFile> draining() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(TrailFile::isOne).sorted().map(TrailFile::new).toList();
    }
  }

  @Override
  public synchronized void close() throws IOException {
    out.close();
  }
}
