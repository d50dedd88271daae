package dev.waybill.aws.alert;

import dev.waybill.alert.delivery.Sink;
import dev.waybill.alert.delivery.sink.CloudSinkFactory;
import dev.waybill.aws.AlertClients;

/** Factory of the SNS, SQS and EventBridge sinks; each sink has a client of its own. */
public final class AwsSinkFactory implements CloudSinkFactory {
  private final AlertClients clients;

  /**
   * @param clients source of the sinks' clients; closed after the last delivery
   */
  public AwsSinkFactory(AlertClients clients) {
    this.clients = clients;
  }

  @Override
  public Sink topic(String topic) {
    return new SnsSink(clients.sns(), topic);
  }

  @Override
  public Sink queue(String queue) {
    return new SqsSink(clients.sqs(), queue);
  }

  @Override
  public Sink eventBus(String bus) {
    return new EventBridgeSink(clients.eventBridge(), bus);
  }
}
