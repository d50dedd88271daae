package dev.waybill.localcloud.sqs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.service.MemberNames;
import dev.waybill.localcloud.service.ServiceAccess;
import dev.waybill.localcloud.service.ServiceAccess.Origin;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls of SQS that go on record: those about queues, not those about messages. */
final class SqsAccess {
  private static final Set<String> RECORDED =
      Set.of(
          "AddPermission",
          "CreateQueue",
          "DeleteQueue",
          "GetQueueAttributes",
          "GetQueueUrl",
          "ListDeadLetterSourceQueues",
          "ListQueueTags",
          "ListQueues",
          "PurgeQueue",
          "RemovePermission",
          "SetQueueAttributes",
          "TagQueue",
          "UntagQueue");

  private SqsAccess() {}

  /** The record of a call that was answered; null when there is none. */
  static @Nullable ServiceAccess of(SqsCall call, SqsAnswer answer, Origin origin) {
    if (!RECORDED.contains(call.action())) {
      return null;
    }
    boolean readOnly = call.action().startsWith("Get") || call.action().startsWith("List");
    ObjectNode asked = call.input().deepCopy();
    asked.remove(List.of("Entries"));
    String error = answer.isOk() ? null : answer.errorCode();
    return new ServiceAccess(
        "sqs.amazonaws.com",
        call.action(),
        readOnly,
        MemberNames.ofTrail(asked, Set.of()),
        null,
        error,
        error,
        origin);
  }
}
