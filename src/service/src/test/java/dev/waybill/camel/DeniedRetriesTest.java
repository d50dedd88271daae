package dev.waybill.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.aws.MessageVisibility;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.component.aws2.sqs.Sqs2Constants;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

final class DeniedRetriesTest {
  private final List<ChangeMessageVisibilityRequest> changes = new ArrayList<>();
  private final Exchange message = new DefaultExchange(new DefaultCamelContext());
  private boolean isBroken;

  @Test
  void hidesMessageOfDeniedObjectForThePause() {
    receive(Duration.ofHours(1));
    CustodyExchange.setDenied(message.copy());

    fail();

    assertThat(changes)
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.queueUrl()).isEqualTo("url");
              assertThat(it.receiptHandle()).isEqualTo("receipt");
              assertThat(it.visibilityTimeout()).isEqualTo(3600);
            });
  }

  @Test
  void leavesMessageOfAnotherFailure() {
    receive(Duration.ofHours(1));

    fail();

    assertThat(changes).isEmpty();
  }

  @Test
  void leavesMessageThatSucceeds() {
    receive(Duration.ofHours(1));
    CustodyExchange.setDenied(message);

    message.getExchangeExtension().handoverCompletions().forEach(it -> it.onComplete(message));

    assertThat(changes).isEmpty();
  }

  @Test
  void leavesMessageWithoutPause() {
    receive(Duration.ZERO);

    assertThat(message.getExchangeExtension().handoverCompletions()).isNullOrEmpty();
  }

  @Test
  void leavesMessageToItsTimeoutWhenQueueDoesNotAnswer() {
    receive(Duration.ofHours(1));
    CustodyExchange.setDenied(message);
    isBroken = true;

    fail();

    assertThat(changes).hasSize(1);
  }

  private void receive(Duration pause) {
    message.getMessage().setHeader(Sqs2Constants.RECEIPT_HANDLE, "receipt");
    CustodyExchange.start(message, "body");
    new DeniedRetries(new MessageVisibility(new RecordingQueue(), "url"), pause).watch(message);
  }

  private void fail() {
    message.getExchangeExtension().handoverCompletions().forEach(it -> it.onFailure(message));
  }

  private final class RecordingQueue implements SqsClient {
    @Override
    public ChangeMessageVisibilityResponse changeMessageVisibility(
        ChangeMessageVisibilityRequest request) {
      changes.add(request);
      if (isBroken) {
        throw SqsException.builder().message("no answer").build();
      }
      return ChangeMessageVisibilityResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "sqs";
    }

    @Override
    public void close() {}
  }
}
