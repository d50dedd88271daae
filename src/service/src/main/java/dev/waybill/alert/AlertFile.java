package dev.waybill.alert;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Alert file: one event a line, the newest last. */
public final class AlertFile {
  private final @Nullable Path file;

  /**
   * @param file path of the file; null to write none
   */
  public AlertFile(@Nullable Path file) {
    this.file = file;
  }

  /**
   * Appends one event, in one write.
   *
   * @throws IOException when the file cannot be written
   */
  public synchronized void append(String event) throws IOException {
    if (file == null) {
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.write(
        file,
        (event + "\n").getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
