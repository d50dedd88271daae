package dev.waybill.log.cosign;

import dev.waybill.alert.Finding;
import dev.waybill.alert.Report;
import dev.waybill.log.InMemoryLogStore;
import dev.waybill.log.LogPaths;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.LogPolicy;
import dev.waybill.record.log.PolicyVerdict;
import dev.waybill.record.log.SignedNote;
import dev.waybill.record.log.TreeBuilder;
import dev.waybill.record.log.TreeHash;
import dev.waybill.signing.LogKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Program that has real witnesses cosign a log that grows:
 *
 * <pre>
 *   keys FILE ORIGIN             makes the keys of a log, and prints their vkeys
 *   run FILE ORIGIN POLICY N     publishes N checkpoints, and has each one cosigned
 * </pre>
 *
 * The second form prints how many of the stored notes the policy accepts, and its exit code is 0
 * when it accepts all of them. The log is in memory, so that only witnesses take time.
 */
public final class CosigningProof {
  private static final int MAX_GROWTH = 300;
  private static final int MAX_SHOWN = 5;
  private static final int MAX_ATTEMPTS = 5;

  private final InMemoryLogStore store = new InMemoryLogStore();
  private final TreeBuilder tree = TreeBuilder.empty();
  private final Random growth = new Random(1);
  private final List<Double> millis = new ArrayList<>();
  private final List<Report> findings = new ArrayList<>();
  private int requests;
  private final LogKeys keys;
  private final LogPolicy policy;
  private final Cosigning cosigning;

  private CosigningProof(LogKeys keys, LogPolicy policy) {
    this.keys = keys;
    this.policy = policy;
    this.cosigning =
        new Cosigning(
            store,
            keys.keys(),
            CosigningPolicy.of(policy),
            new HttpWitnessClient(),
            "provenance",
            Clock.systemUTC());
  }

  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[1]);
    String origin = args[2];
    if (args[0].equals("keys")) {
      LogKeys.create(file, origin);
      LogKeys.read(file, origin, Clock.systemUTC()).keys().forEach(System.out::println);
      return;
    }
    LogKeys keys = LogKeys.read(file, origin, Clock.systemUTC());
    LogPolicy policy = LogPolicy.parse(Files.readAllBytes(Path.of(args[3])));
    System.exit(new CosigningProof(keys, policy).run(Integer.parseInt(args[4])) ? 0 : 1);
  }

  private boolean run(int count) {
    long begin = System.nanoTime();
    int accepted = 0;
    for (int at = 0; at < count; at++) {
      accepted += cosign(publish()) ? 1 : 0;
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    millis.sort(null);
    System.out.printf(
        "%d of %d checkpoints accepted by the policy after %d runs, %d entries, %.1f s, %.1f a"
            + " second, median %.1f ms, p99 %.1f ms, %d findings%n",
        accepted,
        count,
        requests,
        tree.size(),
        seconds,
        count / seconds,
        millis.get(count / 2),
        millis.get(count * 99 / 100),
        findings.size());
    findings.stream().limit(MAX_SHOWN).forEach(System.out::println);
    return accepted == count && findings.isEmpty();
  }

  private Checkpoint publish() {
    List<TreeHash> leaves = new ArrayList<>();
    for (int more = 1 + growth.nextInt(MAX_GROWTH); more > 0; more--) {
      String entry = tree.size() + " " + more;
      leaves.add(TreeHash.ofEntry(entry.getBytes(StandardCharsets.UTF_8)));
    }
    tree.append(leaves).forEach((address, tile) -> store.put(LogPaths.of(address), tile));
    Checkpoint checkpoint = new Checkpoint(keys.origin(), tree.size(), tree.root());
    store.put(LogPaths.CHECKPOINT, keys.sign(checkpoint).bytes());
    return checkpoint;
  }

  /** Asks as the service does: once more when a witness did not answer in time. */
  private boolean cosign(Checkpoint checkpoint) {
    long begin = System.nanoTime();
    boolean isAccepted = false;
    for (int attempt = 0; attempt < MAX_ATTEMPTS && !isAccepted; attempt++) {
      cosigning.cosign().stream().filter(Finding.class::isInstance).forEach(findings::add);
      isAccepted = isAccepted(checkpoint);
      requests++;
    }
    millis.add((System.nanoTime() - begin) / 1e6);
    return isAccepted;
  }

  private boolean isAccepted(Checkpoint checkpoint) {
    return store
        .find(LogPaths.cosigned(checkpoint))
        .map(it -> policy.judge(SignedNote.parse(it.content())))
        .filter(PolicyVerdict::isAccepted)
        .isPresent();
  }
}
