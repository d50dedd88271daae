package dev.waybill.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.waybill.record.log.LogPolicy;
import java.util.Set;
import java.util.stream.Collectors;

/** Any bytes are read as a policy whose quorum all its witnesses reach, or rejected by name. */
final class LogPolicyFuzz {
  @FuzzTest(maxDuration = "10s")
  void readsOrNamesTheLine(byte[] bytes) {
    LogPolicy policy;
    try {
      policy = LogPolicy.parse(bytes);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageMatching("(?s)(line \\d+: |there is no line|the policy has more).*");
      return;
    }
    assertThat(policy.bytes()).isEqualTo(bytes);
    assertThat(
            policy
                .quorum()
                .isMet(policy.witnesses().stream().map(it -> it.key()).collect(Collectors.toSet())))
        .isTrue();
    policy.quorum().isMet(Set.of());
  }
}
