package dev.waybill.reconcile.join;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.PriorityQueue;

/** Rows of several sorted files in one order. Closing it deletes the files. For one thread. */
final class MergedRows implements SortedRows {
  private final List<RunFile.Reader> readers = new ArrayList<>();
  private final PriorityQueue<RunFile.Reader> queue =
      new PriorityQueue<>(Comparator.comparing(MergedRows::row, Arrays::compareUnsigned));

  MergedRows(List<RunFile> files) {
    try {
      files.forEach(it -> readers.add(it.open()));
    } catch (RuntimeException e) {
      closeAfter(e);
      throw e;
    }
    readers.stream().filter(it -> it.peek() != null).forEach(queue::add);
  }

  private static byte[] row(RunFile.Reader reader) {
    return Objects.requireNonNull(reader.peek());
  }

  private void closeAfter(RuntimeException cause) {
    try {
      close();
    } catch (RuntimeException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public boolean hasNext() {
    return !queue.isEmpty();
  }

  @Override
  public byte[] next() {
    RunFile.Reader reader = queue.poll();
    if (reader == null) {
      throw new NoSuchElementException("all rows were read");
    }
    byte[] row = row(reader);
    reader.advance();
    if (reader.peek() != null) {
      queue.add(reader);
    }
    return row;
  }

  @Override
  public void close() {
    IOException failed = null;
    for (RunFile.Reader reader : readers) {
      try {
        reader.close();
      } catch (IOException e) {
        failed = e;
      }
    }
    readers.clear();
    queue.clear();
    if (failed != null) {
      throw new UncheckedIOException("a temporary file cannot be deleted", failed);
    }
  }
}
