/**
 * The log of records: a Merkle tree (RFC 6962) in tiles and bundles (C2SP tlog-tiles), its signed
 * checkpoints (C2SP signed-note, tlog-checkpoint, tlog-cosignature), and proofs from it.
 */
@NullMarked
package dev.waybill.record.log;

import org.jspecify.annotations.NullMarked;
