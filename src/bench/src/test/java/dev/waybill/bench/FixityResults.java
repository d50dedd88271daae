package dev.waybill.bench;

import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.FixityPaths;
import dev.waybill.fixity.Rung;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.result.TileResultFile;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Results that Waybill's re-verification stored for one consumer. */
final class FixityResults {
  private static final int TIMEOUT_SECONDS = 300;
  private static final long POLL_MILLIS = 20;

  private final ResourceManager manager;
  private final ConsumerResources resources;
  private final Set<String> seen = new HashSet<>();

  FixityResults(ResourceManager manager, ConsumerResources resources) {
    this.manager = manager;
    this.resources = resources;
  }

  /** Returns the results that were stored since the last call. */
  List<TileResult> unseen() {
    return manager.keys(resources, FixityPaths.RESULTS).stream()
        .filter(seen::add)
        .map(key -> TileResultFile.decode(manager.read(resources, key)))
        .toList();
  }

  /** Waits for further results. */
  List<TileResult> await(ConsumerProcess process) throws IOException, InterruptedException {
    long end = System.nanoTime() + TIMEOUT_SECONDS * 1_000_000_000L;
    for (List<TileResult> results = unseen(); ; results = unseen()) {
      if (!results.isEmpty()) {
        return results;
      }
      process.requireAlive();
      if (System.nanoTime() > end) {
        throw new IOException(process.consumer().name() + " reads nothing again");
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** Fails unless the bytes of every entry were read and are as sealed. */
  static void requireIntact(TileResult result) throws IOException {
    for (Examination each : result.examinations()) {
      if (each.condition() != FixityCondition.INTACT || each.rung() != Rung.BYTES) {
        throw new IOException("not read as sealed: " + each);
      }
    }
  }
}
