package dev.waybill.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.model.RejectReason;
import dev.waybill.model.Rejected;
import dev.waybill.record.object.ObjectVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

final class DeadLetterQueueTest {
  private static final int LIMIT = 1 << 20;
  private static final ObjectVersion VERSION =
      new ObjectVersion("raw", "incoming/" + "k".repeat(1000), "version");

  private final List<SendMessageRequest> sent = new ArrayList<>();
  private final DeadLetterQueue queue = new DeadLetterQueue(new RecordingQueue(), "url");

  @Test
  void sendsReasonDetailVersionAndMessageId() {
    queue.send("body", rejected("detail"), "id");

    assertThat(sent)
        .singleElement()
        .satisfies(it -> assertThat(it.messageBody()).isEqualTo("body"));
    assertThat(text("waybill-reason")).isEqualTo("access-denied");
    assertThat(text("waybill-detail")).isEqualTo("detail");
    assertThat(text("waybill-message-id")).isEqualTo("id");
    assertThat(text("waybill-version")).isEqualTo(VERSION.uri());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 10, 60, 100, 500, 1000, 1500, 5000})
  void fitsLimitOfMessageAndKeepsBody(int room) {
    String body = "é".repeat((LIMIT - room) / 2);

    queue.send(body, rejected("d".repeat(3000)), "id");

    assertThat(sent.get(0).messageBody()).isEqualTo(body);
    assertThat(size(sent.get(0))).isLessThanOrEqualTo(LIMIT);
  }

  @Test
  void keepsReasonLongestWhenRoomIsShort() {
    queue.send("b".repeat(LIMIT - 50), rejected("detail"), "id");

    assertThat(sent.get(0).messageAttributes()).containsOnlyKeys("waybill-reason");
  }

  @Test
  void shortensDetailBeforeItIsLeftOut() {
    queue.send("b".repeat(LIMIT - 300), rejected("d".repeat(3000)), "id");

    assertThat(text("waybill-detail")).hasSizeGreaterThan(50).endsWith("…");
    assertThat(size(sent.get(0))).isLessThanOrEqualTo(LIMIT);
  }

  private static Rejected rejected(String detail) {
    return new Rejected(RejectReason.ACCESS_DENIED, detail, VERSION);
  }

  private String text(String attribute) {
    return sent.get(0).messageAttributes().get(attribute).stringValue();
  }

  /** Counts as SQS does: the body, and the name, type and value of each attribute. */
  private static int size(SendMessageRequest request) {
    int attributes =
        request.messageAttributes().entrySet().stream()
            .mapToInt(
                it ->
                    bytes(it.getKey())
                        + bytes(it.getValue().dataType())
                        + bytes(it.getValue().stringValue()))
            .sum();
    return bytes(request.messageBody()) + attributes;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private final class RecordingQueue implements SqsClient {
    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
      sent.add(request);
      return SendMessageResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "sqs";
    }

    @Override
    public void close() {}
  }
}
