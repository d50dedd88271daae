package dev.waybill.baseline.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.baseline.desired.DesiredPolicy;
import dev.waybill.baseline.desired.DesiredStatement;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Policy of a queue: S3 may send for our bucket, and no other account may send. */
record QueuePolicy(String account, List<DesiredStatement> ours) {
  QueuePolicy {
    ours = List.copyOf(ours);
  }

  ControlState read(String text) {
    DesiredPolicy there = DesiredPolicy.parse(text);
    List<JsonNode> strangers = strangers(there);
    if (strangers.isEmpty()) {
      return StatementComparison.reading(there, ours);
    }
    String names =
        String.join(", ", strangers.stream().map(it -> it.path("Sid").asText("(no Sid)")).toList());
    return new ControlState(
        false, "also allows others: " + names, "allows nobody of other accounts");
  }

  String mended(String text) {
    DesiredPolicy there = DesiredPolicy.parse(text);
    return there.without(strangers(there)).with(ours).text();
  }

  private List<JsonNode> strangers(DesiredPolicy there) {
    List<String> sids = ours.stream().map(DesiredStatement::sid).toList();
    return there.statements().stream()
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
