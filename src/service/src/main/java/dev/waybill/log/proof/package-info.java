/**
 * Proofs from the published log: where the entry of a record is, that a signed checkpoint has it,
 * and that a checkpoint extends an older one. Everything that is read is untrusted input.
 */
@NullMarked
package dev.waybill.log.proof;

import org.jspecify.annotations.NullMarked;
