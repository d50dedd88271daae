package dev.waybill.localcloud.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** A service of AWS's JSON protocol, version 1.1. */
public interface JsonService {
  /** As credential scopes name it, such as {@code kms}. */
  String scope();

  /** The error code of an input that does not hold. */
  String invalid();

  /** What answers each action, by its name. */
  Map<String, Function<JsonCall, ObjectNode>> actions();

  /**
   * Answers a call after what it changed is durable.
   *
   * @throws JsonError when the call is refused
   */
  default ObjectNode answer(JsonCall call) {
    Function<JsonCall, ObjectNode> action = actions().get(call.action());
    if (action == null) {
      throw call.unknown();
    }
    return action.apply(call);
  }

  /** Whether an action changes nothing, as CloudTrail's {@code readOnly} tells it. */
  default boolean readOnly(String action) {
    return List.of("Get", "List", "Describe", "BatchGet").stream().anyMatch(action::startsWith);
  }

  /** Members of inputs and answers that no log may have. */
  default Set<String> unlogged() {
    return Set.of();
  }
}
