package dev.waybill.reconcile.athena;

import dev.waybill.log.LogStore;
import dev.waybill.log.LogStore.Keeping;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** Compressed files of lines below one prefix, each small enough for memory. For one thread. */
final class LineFiles {
  private static final int MAX_LINES = 100_000;

  private final LogStore store;
  private final String prefix;
  private ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private OutputStream lines = open();
  private long count;
  private int files;

  LineFiles(LogStore store, String prefix) {
    this.store = store;
    this.prefix = prefix;
  }

  private OutputStream open() {
    try {
      return new GZIPOutputStream(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  void add(String line) {
    try {
      lines.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    count++;
    if (count % MAX_LINES == 0) {
      put();
    }
  }

  /** Writes the last file, and returns the number of lines of all. */
  long finish() {
    if (count % MAX_LINES != 0) {
      put();
    }
    return count;
  }

  private void put() {
    try {
      lines.close();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    String key = prefix + String.format(Locale.ROOT, "%06d", files++) + ".ndjson.gz";
    if (!store.create(key, bytes.toByteArray(), Keeping.TEMPORARY)) {
      throw new IllegalStateException(key + " exists; run it again");
    }
    bytes = new ByteArrayOutputStream();
    lines = open();
  }
}
