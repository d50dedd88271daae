package dev.waybill.log.cosign;

import dev.waybill.alert.Report;
import dev.waybill.log.LogStore;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.NoteSignature;
import dev.waybill.record.log.SignedNote;
import dev.waybill.record.log.VerifierKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests for cosignatures of the newest published checkpoint. The log goes on without them, so
 * that a run must not be on the way of sequencing; it takes at most some seconds for each answer of
 * the slowest witness.
 */
public final class Cosigning {
  private static final Logger LOG = LoggerFactory.getLogger(Cosigning.class);

  /** Answers of one witness in a run: that with its size, another one, and the cosignature. */
  private static final int MAX_ROUNDS = 3;

  /** Attempts when the log grows while its tiles are read. */
  private static final int MAX_ATTEMPTS = 3;

  private static final long NONE = -1;

  private final LogStore store;
  private final List<VerifierKey> logKeys;
  private final CosigningPolicy policy;
  private final WitnessClient client;
  private final CosignedNotes notes;
  private final CosigningFindings findings;
  private final List<WitnessProgress> witnesses;
  private @Nullable Checkpoint current;
  private int stored;

  /** Standings for the status page, which must not wait for a run. */
  private volatile List<WitnessStanding> standings = List.of();

  /** Size for metrics, which must not wait for a run. */
  private volatile long cosigned = NONE;

  /**
   * @param logKeys the keys of the log, which have its name
   * @param bucket the provenance bucket, for findings
   */
  public Cosigning(
      LogStore store,
      List<VerifierKey> logKeys,
      CosigningPolicy policy,
      WitnessClient client,
      String bucket,
      Clock clock) {
    this.store = store;
    this.logKeys = List.copyOf(logKeys);
    this.policy = policy;
    this.client = client;
    this.notes = new CosignedNotes(store);
    this.witnesses = policy.witnesses().stream().map(WitnessProgress::new).toList();
    this.findings = new CosigningFindings(logKeys.get(0).name(), bucket, clock);
  }

  /**
   * Asks each witness that has not cosigned the newest checkpoint, stores what was gained, and
   * returns findings and ends of findings. It does not throw.
   */
  public synchronized List<Report> cosign() {
    boolean isSatisfied = false;
    try {
      run();
      isSatisfied = isSatisfied();
    } catch (RuntimeException e) {
      LOG.warn("cosigning failed cause={}", e.toString());
      LOG.debug("cosigning failed", e);
    }
    if (isSatisfied && current != null) {
      cosigned = current.size();
    }
    standings = witnesses.stream().map(WitnessProgress::standing).toList();
    return findings.reports(isSatisfied, witnesses);
  }

  /**
   * Returns the size of the newest checkpoint that has enough cosignatures; empty when none was
   * seen yet. It never waits.
   */
  public Optional<Long> cosignedSize() {
    long size = cosigned;
    return size == NONE ? Optional.empty() : Optional.of(size);
  }

  /** Returns the standings after the last run; empty before the first one. It never waits. */
  public List<WitnessStanding> standings() {
    return standings;
  }

  private void run() {
    for (int attempt = 1; ; attempt++) {
      Optional<VerifiedCheckpoint> published = VerifiedCheckpoint.read(store, logKeys);
      // The empty tree has nothing to prove.
      if (published.isEmpty() || published.get().checkpoint().size() == 0) {
        return;
      }
      begin(published.get().checkpoint());
      try {
        ask(published.get());
        keep(published.get());
        return;
      } catch (InvalidLogException e) {
        if (attempt == MAX_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private void begin(Checkpoint checkpoint) {
    if (!checkpoint.equals(current)) {
      current = checkpoint;
      stored = 0;
      witnesses.forEach(WitnessProgress::begin);
    }
  }

  private void ask(VerifiedCheckpoint published) {
    List<WitnessProgress> waiting = witnesses.stream().filter(it -> it.gained().isEmpty()).toList();
    if (waiting.isEmpty()) {
      return;
    }
    CheckpointRequests requests = new CheckpointRequests(store, published);
    for (int round = 0; round < MAX_ROUNDS && !waiting.isEmpty(); round++) {
      waiting = ask(waiting, published, requests);
    }
    recheck();
  }

  /** Asks some witnesses in parallel; returns those that are to be asked again. */
  private List<WitnessProgress> ask(
      List<WitnessProgress> waiting, VerifiedCheckpoint published, CheckpointRequests requests) {
    List<CompletableFuture<WitnessReply>> replies = new ArrayList<>();
    for (WitnessProgress witness : waiting) {
      long from = Math.min(witness.knownSize(), published.checkpoint().size());
      replies.add(client.addCheckpoint(witness.endpoint(), requests.from(from)));
    }
    List<WitnessProgress> again = new ArrayList<>();
    for (int at = 0; at < waiting.size(); at++) {
      if (waiting.get(at).receive(replies.get(at).join(), published)) {
        again.add(waiting.get(at));
      }
    }
    return again;
  }

  /** Takes back a fork that is none: another replica may have published and asked meanwhile. */
  private void recheck() {
    if (witnesses.stream().anyMatch(WitnessProgress::isAhead)) {
      long newest =
          VerifiedCheckpoint.read(store, logKeys).map(it -> it.checkpoint().size()).orElse(0L);
      witnesses.forEach(it -> it.published(newest));
    }
  }

  private void keep(VerifiedCheckpoint published) {
    int gained = witnesses.stream().mapToInt(it -> it.gained().size()).sum();
    if (gained == stored) {
      return;
    }
    notes.find(published.checkpoint()).ifPresent(it -> merge(published, it));
    List<NoteSignature> all = new ArrayList<>();
    witnesses.forEach(it -> all.addAll(it.gained().values()));
    SignedNote note = published.note().with(all);
    if (notes.keep(published.checkpoint(), note)) {
      stored = all.size();
    }
  }

  /** Adds the cosignatures that an earlier run or another replica stored. */
  private void merge(VerifiedCheckpoint published, SignedNote present) {
    for (NoteSignature signature : present.signatures()) {
      for (WitnessProgress witness : witnesses) {
        witness
            .endpoint()
            .keyOf(signature)
            .filter(it -> isValid(it, published, signature))
            .ifPresent(it -> witness.add(it, signature, published.checkpoint().size()));
      }
    }
  }

  private static boolean isValid(
      VerifierKey key, VerifiedCheckpoint published, NoteSignature signature) {
    return key.verify(published.note().text(), signature) == VerifierKey.Result.VALID
        && key.time(signature) > 0;
  }

  private boolean isSatisfied() {
    if (current == null) {
      return true;
    }
    Set<VerifierKey> keys = new HashSet<>();
    witnesses.forEach(it -> keys.addAll(it.gained().keySet()));
    return policy.quorum().isMet(keys);
  }
}
