package dev.waybill.localcloud.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Service that uses AWS's JSON protocol, version 1.1. */
public interface JsonService {
  /** Returns the service's name in credential scopes, such as {@code kms}. */
  String scope();

  /** Returns the error code for invalid input. */
  String invalidInputCode();

  /** Returns the functions that answer the actions, by action name. */
  Map<String, Function<JsonCall, ObjectNode>> actions();

  /**
   * Answers a call after its changes are durable.
   *
   * @throws JsonError if the call is rejected
   */
  default ObjectNode answer(JsonCall call) {
    Function<JsonCall, ObjectNode> action = actions().get(call.action());
    if (action == null) {
      throw call.unknownAction();
    }
    return action.apply(call);
  }

  /** Returns whether an action changes nothing, which is CloudTrail's {@code readOnly}. */
  default boolean readOnly(String action) {
    return List.of("Get", "List", "Describe", "BatchGet").stream().anyMatch(action::startsWith);
  }

  /** Returns the members of inputs and responses that must not be logged. */
  default Set<String> sensitiveMembers() {
    return Set.of();
  }
}
