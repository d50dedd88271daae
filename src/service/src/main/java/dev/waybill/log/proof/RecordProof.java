package dev.waybill.log.proof;

import dev.waybill.record.log.LogProof;

/**
 * Verified proof that a checkpoint has the entry of a record.
 *
 * @param entry the entry
 * @param proof the proof, which carries the entry
 * @param checkpoint the checkpoint of the proof, which may lack a quorum of witnesses
 */
public record RecordProof(LocatedEntry entry, LogProof proof, JudgedCheckpoint checkpoint) {}
