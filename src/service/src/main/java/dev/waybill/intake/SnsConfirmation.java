package dev.waybill.intake;

import dev.waybill.model.RejectReason;
import dev.waybill.model.RejectedException;
import java.util.Map;

/**
 * Message of SNS about the subscription of the queue itself. It announces no object; a person has
 * to act, because until then the topic's notifications do not arrive.
 */
final class SnsConfirmation {
  private static final Map<String, String> DETAILS =
      Map.of(
          "SubscriptionConfirmation",
          "an SNS SubscriptionConfirmation: the topic delivers nothing until the subscription is"
              + " confirmed",
          "UnsubscribeConfirmation",
          "an SNS UnsubscribeConfirmation: the queue is no longer subscribed to the topic");

  private SnsConfirmation() {}

  /**
   * Rejects a message that is a confirmation.
   *
   * @throws RejectedException with {@code SNS_CONFIRMATION} when it is one
   */
  static void reject(JsonFields message) {
    String detail = message.textIfPresent("Type").map(DETAILS::get).orElse(null);
    if (detail != null) {
      throw new RejectedException(RejectReason.SNS_CONFIRMATION, detail, null);
    }
  }
}
