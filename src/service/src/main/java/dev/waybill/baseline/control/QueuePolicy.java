package dev.waybill.baseline.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.baseline.desired.DesiredPolicy;
import dev.waybill.baseline.desired.DesiredStatement;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Policy of a queue: S3 may send events of the raw bucket, and no other account may send.
 *
 * @param account account ID of the deployment
 * @param desired statements that the policy must have
 */
record QueuePolicy(String account, List<DesiredStatement> desired) {
  QueuePolicy {
    desired = List.copyOf(desired);
  }

  /** Returns the state of the present policy; an empty text is a missing policy. */
  ControlState read(String text) {
    DesiredPolicy present = DesiredPolicy.parse(text);
    List<JsonNode> others = otherAccounts(present);
    if (others.isEmpty()) {
      return StatementComparison.compareShared(present, desired);
    }
    String names =
        String.join(", ", others.stream().map(it -> it.path("Sid").asText("(no Sid)")).toList());
    return new ControlState(
        false,
        "also allows other accounts: " + names,
        "allows no other account",
        "the statements " + names);
  }

  /** Returns the policy without statements that allow other accounts, with the desired ones. */
  String merge(String text) {
    DesiredPolicy present = DesiredPolicy.parse(text);
    return present.without(otherAccounts(present)).with(desired).text();
  }

  /** Returns the allowing statements whose principal is not of this account. */
  private List<JsonNode> otherAccounts(DesiredPolicy present) {
    List<String> sids = desired.stream().map(DesiredStatement::sid).toList();
    return present.statements().stream()
        .filter(it -> it.path("Effect").asText().equals("Allow"))
        .filter(it -> !sids.contains(it.path("Sid").asText()))
        .filter(it -> !isOwn(it.path("Principal")))
        .toList();
  }

  private boolean isOwn(JsonNode principal) {
    JsonNode aws = principal.path("AWS");
    Stream<JsonNode> names =
        aws.isArray() ? StreamSupport.stream(aws.spliterator(), false) : Stream.of(aws);
    return principal.size() == 1
        && names.allMatch(
            it -> it.asText().equals(account) || it.asText().contains("::" + account + ":"));
  }
}
