package dev.waybill.record.log;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Proof that a log has an entry (C2SP tlog-proof, version 1). It is verified offline, with a policy
 * and the entry. Proofs of this log carry the entry as their extra data, which nothing vouches for
 * until the proof is verified.
 */
public final class LogProof {
  /** Extension of files with a proof. */
  public static final String EXTENSION = ".tlog-proof";

  /** Limit for a proof, in bytes. */
  public static final int MAX_BYTES = SignedNote.MAX_BYTES + 128 * 1024;

  /** Limit for the number of hashes: the height of the largest tree. */
  static final int MAX_HASHES = 63;

  private final long index;
  private final List<TreeHash> hashes;
  private final SignedNote checkpoint;
  private final byte @Nullable [] extra;

  /**
   * @param index index of the entry
   * @param hashes the hashes from the leaf's sibling up to a child of the root
   * @param checkpoint the signed checkpoint of the tree
   * @param extra extra data; null for none
   * @throws IllegalArgumentException when the index is negative, there are too many hashes, or the
   *     extra data is empty
   */
  public LogProof(
      long index, List<TreeHash> hashes, SignedNote checkpoint, byte @Nullable [] extra) {
    if (index < 0 || hashes.size() > MAX_HASHES || (extra != null && extra.length == 0)) {
      throw new IllegalArgumentException("no proof of index " + index);
    }
    this.index = index;
    this.hashes = List.copyOf(hashes);
    this.checkpoint = checkpoint;
    this.extra = extra == null ? null : extra.clone();
  }

  /**
   * Parses a proof.
   *
   * @throws InvalidLogException when the bytes are none
   */
  public static LogProof parse(byte[] bytes) {
    return LogProofText.read(bytes);
  }

  /** Returns the bytes of the proof. */
  public byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(LogProofText.head(index, hashes, extra).getBytes(StandardCharsets.US_ASCII));
    out.writeBytes(checkpoint.bytes());
    return out.toByteArray();
  }

  /** Returns the index of the entry. */
  public long index() {
    return index;
  }

  /** Returns the hashes from the leaf's sibling up to a child of the root. */
  public List<TreeHash> hashes() {
    return hashes;
  }

  /** Returns the signed checkpoint, which is not verified. */
  public SignedNote checkpoint() {
    return checkpoint;
  }

  /** Returns a copy of the extra data, which nothing vouches for; empty when there is none. */
  public Optional<byte[]> extra() {
    return Optional.ofNullable(extra).map(it -> Arrays.copyOf(it, it.length));
  }

  /** Verifies that a log of the policy has an entry with these bytes. */
  public ProofVerdict verify(LogPolicy policy, byte[] entry) {
    PolicyVerdict verdict;
    try {
      verdict = policy.judge(checkpoint);
    } catch (InvalidLogException e) {
      return ProofVerdict.failed(ProofFailure.MALFORMED, String.valueOf(e.getMessage()));
    }
    Optional<ProofFailure> failure = verdict.failure();
    if (failure.isPresent()) {
      return ProofVerdict.failed(failure.get(), verdict.problem().orElseThrow(), verdict);
    }
    Checkpoint tree = verdict.checkpoint();
    return MerkleTree.includes(TreeHash.ofEntry(entry), index, tree.size(), hashes, tree.root())
        ? ProofVerdict.verified(verdict)
        : ProofVerdict.failed(
            ProofFailure.NOT_INCLUDED,
            "the tree of "
                + Quantity.ofEntries(tree.size())
                + " does not have this entry at "
                + index,
            verdict);
  }

  /**
   * Verifies that a log of the policy has the entry that the proof carries, and that the entry is
   * of a record.
   *
   * @param record the bytes of the record object
   */
  public ProofVerdict verifyRecord(LogPolicy policy, byte[] record) {
    if (extra == null) {
      return ProofVerdict.failed(ProofFailure.NO_ENTRY, "the proof carries no entry");
    }
    LogEntry entry;
    try {
      entry = LogEntry.parse(extra);
    } catch (InvalidLogException e) {
      return ProofVerdict.failed(ProofFailure.NO_ENTRY, String.valueOf(e.getMessage()));
    }
    ProofVerdict verdict = verify(policy, extra);
    if (!verdict.isVerified() || entry.isOf(record)) {
      return verdict.withEntry(entry);
    }
    return ProofVerdict.failed(
            ProofFailure.OTHER_RECORD,
            "the entry states a record with the sha256 " + entry.recordSha256(),
            verdict.policy())
        .withEntry(entry);
  }
}
