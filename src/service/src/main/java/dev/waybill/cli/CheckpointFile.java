package dev.waybill.cli;

import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.SignedNote;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** File with a checkpoint that a command is given. */
final class CheckpointFile {
  private CheckpointFile() {}

  /**
   * Reads the signed note of a checkpoint. Its signatures are not verified.
   *
   * @throws CommandException when the file cannot be read or is no checkpoint
   */
  static byte[] read(Path file) {
    byte[] content = content(file);
    try {
      Checkpoint.of(SignedNote.parse(content).text());
      return content;
    } catch (InvalidLogException e) {
      throw CommandException.usage(
          file
              + ": "
              + e.getMessage()
              + "; give the unchanged copy of a checkpoint, which is a signed note, such as one of"
              + " log/checkpoint",
          e);
    }
  }

  private static byte[] content(Path file) {
    if (Files.isDirectory(file)) {
      throw CommandException.usage(file + " is a directory; give the file with the checkpoint");
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(SignedNote.MAX_BYTES + 1);
    } catch (IOException e) {
      throw CommandException.usage(
          "cannot read " + file + "; give a file with a checkpoint that you may read", e);
    }
  }
}
