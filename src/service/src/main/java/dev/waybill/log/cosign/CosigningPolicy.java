package dev.waybill.log.cosign;

import dev.waybill.record.log.VerifierKey;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Witnesses that are asked, and what makes their cosignatures enough.
 *
 * @param witnesses the witnesses; those without a URL are not among them
 * @param quorum accepts a set of keys that cosigned one checkpoint when they are enough
 */
public record CosigningPolicy(List<WitnessEndpoint> witnesses, Predicate<Set<VerifierKey>> quorum) {
  public CosigningPolicy {
    witnesses = List.copyOf(witnesses);
  }
}
