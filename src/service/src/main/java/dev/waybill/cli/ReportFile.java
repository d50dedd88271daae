package dev.waybill.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** File of a report, or standard output: UTF-8 in both, whatever the terminal's encoding is. */
final class ReportFile {
  private final OutputStream standardOutput;

  ReportFile(OutputStream standardOutput) {
    this.standardOutput = standardOutput;
  }

  /**
   * Writes a report.
   *
   * @param file the file, which is replaced; null for standard output
   * @throws CommandException when the file cannot be written
   */
  void write(String report, @Nullable Path file) throws IOException {
    byte[] bytes = report.getBytes(StandardCharsets.UTF_8);
    if (file == null) {
      standardOutput.write(bytes);
      standardOutput.flush();
      return;
    }
    try {
      Files.write(file, bytes);
    } catch (IOException e) {
      throw CommandException.usage(
          "writing " + file + " failed: " + e.getClass().getSimpleName() + "; name another with -o",
          e);
    }
  }
}
