package dev.waybill.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** The processor time of a process and those it started. */
record Cpu(ProcessHandle process) {
  /** Ticks a second of Linux's clock in /proc, independent of the kernel's own rate. */
  private static final double TICKS_A_SECOND = 100;

  double seconds() {
    return Stream.concat(Stream.of(process), process.descendants()).mapToDouble(Cpu::of).sum();
  }

  private static double of(ProcessHandle one) {
    Path stat = Path.of("/proc", "" + one.pid(), "stat");
    if (!Files.exists(stat)) {
      return one.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
    }
    try {
      String text = Files.readString(stat);
      // The name before may hold anything, also spaces and parentheses.
      String[] field = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
      return (Long.parseLong(field[11]) + Long.parseLong(field[12])) / TICKS_A_SECOND;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
