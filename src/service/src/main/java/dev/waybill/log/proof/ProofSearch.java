package dev.waybill.log.proof;

import java.util.Optional;

/**
 * Result of the search for the proof of a record.
 *
 * @param newest the newest checkpoint, whose tree was searched
 * @param search result of the search
 * @param proof the proof; empty when the entry was not found
 */
public record ProofSearch(
    JudgedCheckpoint newest, EntrySearch search, Optional<RecordProof> proof) {}
