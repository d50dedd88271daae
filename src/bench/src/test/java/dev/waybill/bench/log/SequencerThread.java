package dev.waybill.bench.log;

import dev.waybill.log.Sequencing;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Sequencer of a replica, which runs once a second as that of the service does, and reports every
 * checkpoint that it published.
 */
final class SequencerThread {
  private static final long INTERVAL_MILLIS = 1000;

  private final Sequencing sequencing;
  private final FileChannel file;
  private final boolean electsLeader;
  private @Nullable FileLock lock;
  private long published;

  /**
   * @param electsLeader true when only the holder of a file lock sequences
   */
  SequencerThread(Sequencing sequencing, Path folder, boolean electsLeader) throws IOException {
    this.sequencing = sequencing;
    this.electsLeader = electsLeader;
    file =
        FileChannel.open(
            folder.resolve("leader"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
  }

  void start() {
    Thread thread = new Thread(this::run, "sequencer");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    while (true) {
      long began = System.nanoTime();
      try {
        if (isLeader()) {
          sequence();
        }
        long used = (System.nanoTime() - began) / 1_000_000;
        Thread.sleep(Math.max(1, INTERVAL_MILLIS - used));
      } catch (IOException | RuntimeException e) {
        System.err.println("round failed: " + e);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private boolean isLeader() throws IOException {
    if (electsLeader && lock == null) {
      lock = file.tryLock();
    }
    return !electsLeader || lock != null;
  }

  private void sequence() {
    Sequencing.Round round;
    do {
      round = sequencing.run();
      long size = round.checkpoint().size();
      if (size > published) {
        published = size;
        System.out.println("published " + size + " " + System.currentTimeMillis());
      }
    } while (round.pending() > 0 && !round.isContended());
  }
}
