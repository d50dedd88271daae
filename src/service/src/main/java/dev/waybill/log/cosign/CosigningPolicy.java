package dev.waybill.log.cosign;

import dev.waybill.record.log.LogPolicy;
import dev.waybill.record.log.PolicyWitness;
import dev.waybill.record.log.WitnessQuorum;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
   * @throws IllegalArgumentException when the URL of a witness is none of HTTP or HTTPS
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
    return new CosigningPolicy(endpoints, policy.quorum());
  }
}
