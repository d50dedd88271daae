package dev.waybill.bench.log;

import dev.waybill.log.PendingWriter;
import dev.waybill.log.TileStore;
import dev.waybill.log.cosign.Cosigning;
import dev.waybill.log.cosign.CosigningPolicy;
import dev.waybill.log.cosign.HttpWitnessClient;
import dev.waybill.log.proof.CheckpointArchive;
import dev.waybill.log.proof.RecordProof;
import dev.waybill.log.proof.RecordProver;
import dev.waybill.log.proof.WantedEntry;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.log.LogPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/**
 * Process that lets the witnesses of a policy cosign many checkpoints and proves entries.
 *
 * <p>Arguments: folder with the keys and the policy, number of checkpoints, number of the first
 * entry to add, and a folder with the bytes of other entries to prove. Each proof and its entry are
 * written, and a line for the verifier of proofs.
 */
final class CosignedProofs {
  private static final int ENTRIES_PER_CHECKPOINT = 3;
  private static final int MAX_BUNDLES = 100_000;

  /** Limits of the service, except that a batch does not wait for more entries. */
  private static final PendingWriter.Limits LIMITS =
      new PendingWriter.Limits(
          PendingWriter.Limits.DEFAULT.batchEntries(),
          PendingWriter.Limits.DEFAULT.batchBytes(),
          Duration.ofMillis(1),
          PendingWriter.Limits.DEFAULT.waiting(),
          PendingWriter.Limits.DEFAULT.firstRetry(),
          PendingWriter.Limits.DEFAULT.close());

  private final SoakLog log;
  private final Cosigning cosigning;
  private final RecordProver prover;
  private final Path folder;
  private final List<String> lines = new ArrayList<>();

  private CosignedProofs(SoakLog log, LogPolicy policy, Path folder) {
    this.log = log;
    this.folder = folder;
    cosigning =
        new Cosigning(
            log.store(),
            log.keys().keys(),
            CosigningPolicy.of(policy),
            new HttpWitnessClient(),
            SoakLog.BUCKET,
            Clock.systemUTC());
    prover =
        new RecordProver(
            new TileStore(log.store()), new CheckpointArchive(log.store(), policy, SoakLog.ORIGIN));
  }

  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments[0]);
    LogPolicy policy = LogPolicy.parse(Files.readAllBytes(folder.resolve("policy")));
    Path proofs = Files.createDirectories(folder.resolve("tlog-proofs"));
    CosignedProofs run = new CosignedProofs(SoakLog.open(folder, LIMITS), policy, proofs);
    run.cosign(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
    run.proveAll(Path.of(arguments[3]));
    Files.write(folder.resolve("proofs.tsv"), run.lines);
    System.exit(0);
  }

  private void cosign(int checkpoints, int first) throws IOException, InterruptedException {
    int cosigned = 0;
    long nanos = 0;
    for (int checkpoint = 0; checkpoint < checkpoints; checkpoint++) {
      LogEntry newest = append(first + checkpoint * ENTRIES_PER_CHECKPOINT);
      long size = log.sequencing().run().checkpoint().size();
      long began = System.nanoTime();
      var unused = cosigning.cosign();
      nanos += System.nanoTime() - began;
      if (cosigning.cosignedSize().filter(it -> it == size).isPresent()) {
        cosigned++;
      }
      prove(newest, "checkpoint-" + size);
    }
    System.out.printf(
        "%d of %d checkpoints cosigned by the quorum, %.1f ms each%n",
        cosigned, checkpoints, nanos / 1e6 / checkpoints);
  }

  private LogEntry append(int first) throws InterruptedException {
    CountDownLatch durable = new CountDownLatch(1);
    LogEntry entry = SoakEntries.entry(first);
    log.pending().add(entry);
    for (int number = first + 1; number < first + ENTRIES_PER_CHECKPOINT; number++) {
      log.pending().add(SoakEntries.entry(number));
    }
    log.pending().whenDurable(log.pending().position(), durable::countDown);
    durable.await();
    return entry;
  }

  private void proveAll(Path entries) throws IOException {
    long began = System.nanoTime();
    int proven = 0;
    try (Stream<Path> files = Files.list(entries)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".entry")).sorted().toList()) {
        prove(LogEntry.parse(Files.readAllBytes(file)), "random-" + file.getFileName());
        // The verifier gets the bytes that another program read from the log.
        lines.set(lines.size() - 1, lines.get(lines.size() - 1).split("\t", 2)[0] + "\t" + file);
        proven++;
      }
    }
    System.out.printf(
        "%d random entries proven, %.1f ms each%n",
        proven, (System.nanoTime() - began) / 1e6 / Math.max(1, proven));
  }

  private void prove(LogEntry entry, String name) throws IOException {
    WantedEntry wanted =
        new WantedEntry(
            entry.recordKey(),
            entry.recordSha256(),
            entry.version(),
            entry.sha256(),
            entry.sealedAt());
    RecordProof proof =
        prover
            .prove(wanted, MAX_BUNDLES, bundles -> {})
            .flatMap(it -> it.proof())
            .orElseThrow(() -> new IOException("no proof of " + entry.recordKey()));
    Path file = folder.resolve(name + ".tlog-proof");
    Path bytes = folder.resolve(name + ".entry");
    Files.write(file, proof.proof().bytes());
    Files.write(bytes, proof.entry().bytes());
    lines.add(file + "\t" + bytes);
  }
}
