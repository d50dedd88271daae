package dev.waybill.aws.alert;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.delivery.Sink;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/**
 * Sink that puts each event on an EventBridge bus: source {@code waybill}, detail type {@code
 * Waybill Finding Begin}, {@code Update} or {@code End}, and the event as the detail.
 */
final class EventBridgeSink implements Sink {
  private static final String SETTING = "waybill.alert.eventbridge.bus";

  private final EventBridgeClient events;
  private final String bus;

  /**
   * @param bus name or ARN
   */
  EventBridgeSink(EventBridgeClient events, String bus) {
    this.events = events;
    this.bus = bus;
  }

  @Override
  public void send(AlertEvent event) {
    PutEventsRequestEntry entry =
        PutEventsRequestEntry.builder()
            .eventBusName(bus)
            .source("waybill")
            .detailType("Waybill Finding " + kind(event))
            .time(event.finding().time())
            .detail(event.json())
            .build();
    AwsSinkErrors.run(SETTING, () -> requireAccepted(events.putEvents(put -> put.entries(entry))));
  }

  /** Checks the entry's own result, because the call answers 200 even when it failed. */
  private static void requireAccepted(PutEventsResponse response) {
    if (response.failedEntryCount() != null && response.failedEntryCount() > 0) {
      PutEventsResultEntry failed = response.entries().get(0);
      throw AwsSinkErrors.exception(
          SETTING,
          "200 " + failed.errorCode(),
          String.valueOf(failed.errorCode()),
          String.valueOf(failed.errorMessage()));
    }
  }

  private static String kind(AlertEvent event) {
    return switch (event.kind()) {
      case BEGIN -> "Begin";
      case UPDATE -> "Update";
      case END -> "End";
    };
  }
}
