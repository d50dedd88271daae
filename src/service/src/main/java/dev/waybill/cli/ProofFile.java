package dev.waybill.cli;

import dev.waybill.record.log.LogProof;
import dev.waybill.verify.S3Address;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Place that a proof is written to. */
final class ProofFile {
  private final OutputStream standardOutput;

  ProofFile(OutputStream standardOutput) {
    this.standardOutput = standardOutput;
  }

  /**
   * Returns the file of a proof; by default in the working directory, named for the last part of
   * the key.
   *
   * @throws CommandException when the key or the option is no file name
   */
  static Path path(@Nullable String output, S3Address address) {
    try {
      return output == null ? Path.of(name(address) + LogProof.EXTENSION) : Path.of(output);
    } catch (InvalidPathException e) {
      throw CommandException.usage("-o is needed: no file can be named for this key", e);
    }
  }

  /** The key is untrusted input, so the name has no character that a shell or terminal reads. */
  private static String name(S3Address address) {
    String key = address.key();
    String last = key.substring(key.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._-]", "_");
    return last.isEmpty() || last.startsWith(".") || last.startsWith("-") ? "_" + last : last;
  }

  /**
   * Writes a proof.
   *
   * @param file the file, which is replaced; null for standard output
   * @throws CommandException when the file cannot be written
   */
  void write(LogProof proof, @Nullable Path file) throws IOException {
    if (file == null) {
      standardOutput.write(proof.bytes());
      standardOutput.flush();
      return;
    }
    try {
      Files.write(file, proof.bytes());
    } catch (IOException e) {
      throw CommandException.usage(
          "writing " + file + " failed: " + e.getClass().getSimpleName() + "; name another with -o",
          e);
    }
  }
}
