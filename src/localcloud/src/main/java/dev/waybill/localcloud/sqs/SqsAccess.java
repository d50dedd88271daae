package dev.waybill.localcloud.sqs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.service.MemberNames;
import dev.waybill.localcloud.service.ServiceAccess;
import dev.waybill.localcloud.service.ServiceAccess.Origin;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Access records of SQS calls. Calls about queues are recorded, calls about messages are not. */
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

  /** Returns the access record of a call; null if the call is not recorded. */
  static @Nullable ServiceAccess of(SqsCall call, SqsAnswer answer, Origin origin) {
    if (!RECORDED.contains(call.action())) {
      return null;
    }
    boolean readOnly = call.action().startsWith("Get") || call.action().startsWith("List");
    ObjectNode input = call.input().deepCopy();
    input.remove(List.of("Entries"));
    String error = answer.isOk() ? null : answer.errorCode();
    return new ServiceAccess(
        "sqs.amazonaws.com",
        call.action(),
        readOnly,
        MemberNames.toCloudTrail(input, Set.of()),
        null,
        error,
        error,
        origin);
  }
}
