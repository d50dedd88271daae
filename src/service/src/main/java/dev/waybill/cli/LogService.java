package dev.waybill.cli;

import dev.waybill.record.log.LogProof;
import dev.waybill.record.offline.VerificationFinding;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.verify.S3Address;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Service behind the command {@code log}. Every method fails when AWS cannot be reached. */
public interface LogService {
  /**
   * Cosignature of a proven checkpoint.
   *
   * @param witness name of the witness in the policy
   * @param at time that the witness states
   */
  record Cosigner(String witness, Instant at) {}

  /**
   * Result of the search for a proof.
   *
   * @param record URI of the record
   * @param problem reason why there is no proof, or why the policy does not accept it; empty when
   *     there is one that the policy accepts
   * @param proof the proof; null when the log does not have the record
   * @param size number of entries of the proven checkpoint; of the newest one without a proof
   * @param cosigners the valid cosignatures of the checkpoint
   */
  record Proven(
      String record,
      String problem,
      @Nullable LogProof proof,
      long size,
      List<Cosigner> cosigners) {
    public Proven {
      cosigners = List.copyOf(cosigners);
    }
  }

  /**
   * Defect of the log.
   *
   * @param rule name of the kind, such as {@code log-tile-changed}
   * @param key key of the object that has it
   * @param detail description; may hold untrusted input
   */
  record Defect(String rule, String key, String detail) {}

  /**
   * Keys of a new log.
   *
   * @param signers the two private keys, one a line; a secret
   * @param verifiers the public keys
   */
  record NewKeys(String signers, List<String> verifiers) {
    public NewKeys {
      verifiers = List.copyOf(verifiers);
    }
  }

  /**
   * Proves that the log has the record of an object.
   *
   * @param address the object; without a version id, its newest sealed version
   * @param progress receives lines about a search that takes long
   * @throws CommandException when there is no record or no log
   */
  Proven prove(LoadedSettings settings, S3Address address, Consumer<String> progress)
      throws Exception;

  /** Verifies the newest checkpoint, its age and its cosignatures, anchors and timestamps. */
  List<VerificationFinding> verify(LoadedSettings settings) throws Exception;

  /**
   * Checks the whole log.
   *
   * @param defects receives each defect
   * @param progress receives the number of entries checked so far
   * @return the number of entries; -1 when there is no valid checkpoint
   */
  long fsck(LoadedSettings settings, Consumer<Defect> defects, LongConsumer progress)
      throws Exception;

  /**
   * Verifies that the published log extends a checkpoint.
   *
   * @param note the signed note of the checkpoint
   */
  List<VerificationFinding> consistency(LoadedSettings settings, byte[] note) throws Exception;

  /**
   * Generates the keys of a log.
   *
   * @throws CommandException when the name is not one
   */
  NewKeys key(String name);
}
