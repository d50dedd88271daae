/**
 * Cosignatures of the log's checkpoints: asks the witnesses of the policy (C2SP tlog-witness),
 * keeps what they sign, and finds what only they can see.
 */
@NullMarked
package dev.waybill.log.cosign;

import org.jspecify.annotations.NullMarked;
