package dev.waybill.log.cosign;

import dev.waybill.record.log.LogPolicy;
import dev.waybill.record.log.PolicyWitness;
import dev.waybill.record.log.VerifierKey;
import dev.waybill.record.log.WitnessQuorum;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Witnesses that are asked, and what makes their cosignatures enough.
 *
 * @param witnesses the witnesses of the policy that have a URL; those with the same URL are one
 * @param quorum rule of the policy
 */
public record CosigningPolicy(List<WitnessEndpoint> witnesses, WitnessQuorum quorum) {
  public CosigningPolicy {
    witnesses = List.copyOf(witnesses);
  }

  /**
   * Returns the witnesses and the rule of a policy.
   *
   * @throws IllegalArgumentException when the URL of a witness is none of HTTP or HTTPS, or the
   *     witnesses with a URL cannot be enough
   */
  public static CosigningPolicy of(LogPolicy policy) {
    Map<String, List<PolicyWitness>> byUrl = new LinkedHashMap<>();
    for (PolicyWitness witness : policy.witnesses()) {
      if (witness.url() != null) {
        byUrl.computeIfAbsent(witness.url(), it -> new ArrayList<>()).add(witness);
      }
    }
    List<WitnessEndpoint> endpoints = new ArrayList<>();
    byUrl.forEach(
        (url, same) ->
            endpoints.add(
                WitnessEndpoint.of(
                    String.join(",", same.stream().map(PolicyWitness::name).toList()),
                    url,
                    same.stream().map(PolicyWitness::key).toList())));
    Set<VerifierKey> asked =
        endpoints.stream().flatMap(it -> it.keys().stream()).collect(Collectors.toSet());
    if (!policy.quorum().isMet(asked)) {
      throw new IllegalArgumentException(
          "the quorum needs witnesses whose lines have no URL, so that they are never asked");
    }
    return new CosigningPolicy(endpoints, policy.quorum());
  }
}
