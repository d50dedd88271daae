package dev.waybill.camel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.aws.MessageVisibility;
import dev.waybill.aws.RawObjects;
import dev.waybill.intake.NotificationReader;
import dev.waybill.intake.QueueWait;
import dev.waybill.intake.VersionLookup;
import dev.waybill.model.CustodyListener;
import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.RawSettings;
import dev.waybill.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

final class IntakeStepTest {
  private static final Instant SENT = Instant.parse("2030-01-01T00:00:00Z");

  private final ManualClock clock = new ManualClock(SENT);
  private final QueueWait wait = new QueueWait(clock);
  private final IntakeStep intake =
      new IntakeStep(
          new NotificationReader(
              CustodyScopes.of(new RawSettings("raw", "incoming/", "processed/", "test/"))),
          new VersionLookup(new RawObjects(new NoS3())),
          wait,
          new DeniedRetries(new MessageVisibility(new NoSqs(), "url"), Duration.ZERO),
          new CustodyListener() {},
          clock);

  @Test
  void reportsNoWaitBeforeFirstMessage() {
    assertThat(wait.last()).isEmpty();
  }

  @Test
  void reportsWaitOfLastMessageForOneMinute() throws Exception {
    clock.set(SENT.plusSeconds(90));
    receive();

    clock.set(SENT.plusSeconds(90 + 59));
    assertThat(wait.last()).contains(Duration.ofSeconds(90));

    clock.set(SENT.plusSeconds(90 + 60));
    assertThat(wait.last()).isEmpty();
  }

  private void receive() throws Exception {
    try (DefaultCamelContext context = new DefaultCamelContext()) {
      Exchange exchange = new DefaultExchange(context);
      exchange.getMessage().setHeader("SentTimestamp", Long.toString(SENT.toEpochMilli()));
      exchange
          .getMessage()
          .setBody(
              "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Time\":\""
                  + SENT
                  + "\",\"Bucket\":\"raw\"}");
      intake.read(exchange);
    }
  }

  /** Client that no test calls. */
  private record NoS3() implements S3Client {
    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  /** Client that no test calls. */
  private record NoSqs() implements SqsClient {
    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {}
  }
}
