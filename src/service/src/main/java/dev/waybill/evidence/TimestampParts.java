package dev.waybill.evidence;

import dev.waybill.log.LogPaths;
import dev.waybill.log.LogStore;
import dev.waybill.log.StoredObject;
import dev.waybill.log.proof.RecordProof;
import dev.waybill.log.proof.RecordProver;
import dev.waybill.log.time.SizedObjects;
import dev.waybill.log.time.Timestamp;
import dev.waybill.log.time.TimestampException;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.TreeHash;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The first timestamp (RFC 3161) of a checkpoint that has the entry. */
public final class TimestampParts {
  private static final String PART = "timestamp";
  private static final Pattern KEY =
      Pattern.compile(Pattern.quote(LogPaths.TIMESTAMPS) + "(\\d{19})-([0-9a-f]{64})\\.tsr");

  private final LogStore store;
  private final RecordProver prover;
  private final String origin;

  /**
   * @param origin name of the log
   */
  public TimestampParts(LogStore store, RecordProver prover, String origin) {
    this.store = store;
    this.prover = prover;
    this.origin = origin;
  }

  /**
   * Adds the parts.
   *
   * @param proof the proof of the entry
   * @param newestSize number of entries that the log has now
   */
  public void add(EvidenceBuilder pack, RecordProof proof, long newestSize) {
    Optional<String> key =
        new SizedObjects(store, LogPaths.TIMESTAMPS)
            .firstAbove(proof.entry().index())
            .map(LogStore.Listed::key);
    if (key.isEmpty()) {
      pack.absent(PART, "no checkpoint that has the entry has a timestamp");
      return;
    }
    try {
      add(pack, key.get(), proof, newestSize);
    } catch (TimestampException | InvalidLogException | IllegalArgumentException e) {
      pack.absent(PART, "the timestamp cannot be used: " + e.getMessage());
    }
  }

  private void add(EvidenceBuilder pack, String key, RecordProof proof, long newestSize) {
    Checkpoint stamped = checkpoint(key);
    Optional<StoredObject> stored = store.find(key);
    Optional<List<TreeHash>> hashes = prover.inclusion(proof.entry(), stamped, newestSize);
    if (stored.isEmpty() || hashes.isEmpty()) {
      pack.absent(PART, "the tree that was stamped does not have the entry");
      return;
    }
    Timestamp unused = Timestamp.of(stored.get().content(), stamped);
    pack.add(PackNames.TIMESTAMP, stored.get().content());
    pack.add(PackNames.STAMPED, stamped.text());
    pack.add(
        PackNames.STAMPED_PROOF,
        hashes.get().stream().map(it -> it.base64() + "\n").collect(Collectors.joining()));
  }

  /** The key is untrusted input, and states what the timestamp covers. */
  private Checkpoint checkpoint(String key) {
    Matcher form = KEY.matcher(key);
    if (!form.matches()) {
      throw new IllegalArgumentException("its key states no size and root");
    }
    return new Checkpoint(origin, Long.parseLong(form.group(1)), root(form.group(2)));
  }

  private static TreeHash root(String hex) {
    return TreeHash.of(HexFormat.of().parseHex(hex), 0);
  }
}
