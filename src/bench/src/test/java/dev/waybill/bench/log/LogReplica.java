package dev.waybill.bench.log;

import dev.waybill.log.LogStore;
import dev.waybill.log.PendingEntries;
import dev.waybill.log.PendingWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Replica that adds numbered entries to the log without sealing objects. Reads lines {@code add
 * FIRST COUNT} from its standard input, prints {@code durable FIRST} once these entries are
 * durable, and ends with its input.
 *
 * <p>Arguments: name of the replica, folder with the keys, {@code leader} or {@code all}, and the
 * number of entries whose records are also stored.
 */
final class LogReplica {
  private static final int RETRY_MILLIS = 20;

  private final PendingEntries pending;
  private final LogStore store;
  private final int records;

  private LogReplica(PendingEntries pending, LogStore store, int records) {
    this.pending = pending;
    this.store = store;
    this.records = records;
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments[1]);
    SoakLog log = SoakLog.open(folder, PendingWriter.Limits.DEFAULT);
    new SequencerThread(log.sequencing(), folder, arguments[2].equals("leader")).start();
    new LogReplica(log.pending(), log.store(), Integer.parseInt(arguments[3])).serve();
    // The clients have threads of their own.
    System.exit(0);
  }

  private void serve() throws IOException, InterruptedException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] words = line.split(" ", 3);
      add(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
    }
    pending.close();
  }

  private void add(int first, int count) throws InterruptedException {
    for (int number = first; number < first + count; number++) {
      if (number < records) {
        // The record exists when the entries are added again after a kill.
        boolean unused =
            store.create(
                SoakEntries.recordKey(number),
                SoakEntries.record(number),
                LogStore.Keeping.RETAINED);
      }
      add(number);
    }
    pending.whenDurable(pending.position(), () -> System.out.println("durable " + first));
  }

  private void add(int number) throws InterruptedException {
    while (true) {
      try {
        pending.add(SoakEntries.entry(number));
        return;
      } catch (IllegalStateException full) {
        Thread.sleep(RETRY_MILLIS);
      }
    }
  }
}
