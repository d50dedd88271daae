package dev.waybill.record.log;

import java.time.Instant;

/**
 * Valid cosignature of a witness.
 *
 * @param at time that the witness states; not before 1970, and possibly in the future
 */
public record WitnessCosignature(PolicyWitness witness, Instant at) {
  static WitnessCosignature of(PolicyWitness witness, long seconds) {
    return new WitnessCosignature(
        witness, Instant.ofEpochSecond(Math.min(seconds, Instant.MAX.getEpochSecond())));
  }
}
