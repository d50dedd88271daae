package dev.waybill.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** Processor time of a process and its descendants. */
record CpuTime(ProcessHandle process) {
  /** Ticks per second in /proc, which do not depend on the kernel's timer frequency. */
  private static final double TICKS_PER_SECOND = 100;

  double seconds() {
    return Stream.concat(Stream.of(process), process.descendants())
        .mapToDouble(CpuTime::secondsOf)
        .sum();
  }

  private static double secondsOf(ProcessHandle one) {
    Path stat = Path.of("/proc", "" + one.pid(), "stat");
    if (!Files.exists(stat)) {
      return one.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
    }
    try {
      String text = Files.readString(stat);
      // The preceding process name may contain spaces and parentheses.
      String[] field = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
      return (Long.parseLong(field[11]) + Long.parseLong(field[12])) / TICKS_PER_SECOND;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
