package dev.waybill.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/**
 * File in memory that other programs hash.
 *
 * @param path path of the file
 * @param bytes its size
 */
record HashedFile(Path path, long bytes) {
  private static final int BLOCK = 1 << 20;

  static HashedFile create(Path path, long bytes) throws IOException {
    byte[] block = new byte[BLOCK];
    new Random(1).nextBytes(block);
    try (OutputStream out = Files.newOutputStream(path)) {
      for (long left = bytes; left > 0; left -= block.length) {
        out.write(block, 0, (int) Math.min(left, block.length));
      }
    }
    return new HashedFile(path, bytes);
  }

  /** Returns the rate of {@code openssl dgst} in MB/s. */
  double openssl() throws IOException, InterruptedException {
    return rate("openssl", "dgst", "-sha256", path.toString());
  }

  /** Returns the rate of {@code sha256sum} in MB/s. */
  double sha256sum() throws IOException, InterruptedException {
    return rate("sha256sum", path.toString());
  }

  private double rate(String... command) throws IOException, InterruptedException {
    long began = System.nanoTime();
    int code =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Jvm.log("hash"))
            .start()
            .waitFor();
    assertThat(code).as(command[0]).isZero();
    return bytes / 1e6 / ((System.nanoTime() - began) / 1e9);
  }

  void delete() throws IOException {
    Files.delete(path);
  }
}
