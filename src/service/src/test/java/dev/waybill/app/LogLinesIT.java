package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Log lines of failures: one short line each, with the shipped configuration. */
@ExtendWith(CloudExtension.class)
class LogLinesIT {
  private static final int SHORT = 300;
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final CloudUnderTest cloud;
  private final RecordingAppender log = new RecordingAppender();
  private PipelineUnderTest pipeline;
  @TempDir Path folder;

  LogLinesIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void start() throws Exception {
    pipeline = PipelineUnderTest.provision(cloud, folder, Map.of()).start();
    log.attach();
  }

  @AfterEach
  void stop() {
    log.detach();
    cloud.resetFaults();
    pipeline.close();
  }

  @Test
  void logsRetriedFailureInOneShortLine() {
    cloud.faults().fail("GetObject", key -> key.endsWith("denied"), S3ErrorCode.ACCESS_DENIED, 1);

    pipeline.put("incoming/denied", "body");

    pipeline.awaitEnds(1);
    assertThat(pipeline.labels()).containsExactly("promoted");
    assertOneShortLine("retrying", "403 AccessDenied");
  }

  @Test
  void logsRejectionInOneShortLine() {
    pipeline.aws().sqs().sendMessage(it -> it.queueUrl(pipeline.queueUrl()).messageBody("none"));

    pipeline.awaitEnds(1);
    assertThat(pipeline.labels()).containsExactly("rejected-malformed-notification");
    assertOneShortLine("rejected", "malformed-notification");
  }

  @Test
  void logsFailureOfTheDeadLetterQueueInOneShortLine() {
    String dead = pipeline.deadLetterUrl();
    pipeline.aws().sqs().deleteQueue(it -> it.queueUrl(dead));

    pipeline.aws().sqs().sendMessage(it -> it.queueUrl(pipeline.queueUrl()).messageBody("none"));

    log.awaitEvents(1);
    assertThat(log.events()).allSatisfy(LogLinesIT::assertShort);
    assertThat(log.events().get(0).getMessage().getFormattedMessage())
        .contains("failed", "dead-letter queue");
  }

  private void assertOneShortLine(String... words) {
    assertThat(log.events()).singleElement().satisfies(LogLinesIT::assertShort);
    assertThat(log.events().get(0).getMessage().getFormattedMessage()).contains(words);
  }

  private static void assertShort(LogEvent event) {
    assertThat(event.getMessage().getFormattedMessage()).hasSizeLessThan(SHORT);
    assertThat(event.getThrown()).as("stack trace of %s", event.getLoggerName()).isNull();
  }

  /** Records warnings and errors of every logger, except the delivered alerts. */
  private static final class RecordingAppender extends AbstractAppender {
    private final List<LogEvent> recorded = new CopyOnWriteArrayList<>();

    RecordingAppender() {
      super("recording", null, null, true, Property.EMPTY_ARRAY);
    }

    @Override
    public void append(LogEvent event) {
      if (event.getLevel().isMoreSpecificThan(Level.WARN)
          && !event.getLoggerName().startsWith("dev.waybill.alert")) {
        recorded.add(event.toImmutable());
      }
    }

    List<LogEvent> events() {
      return List.copyOf(recorded);
    }

    void awaitEvents(int count) {
      await().atMost(LIMIT).until(() -> recorded.size() >= count);
    }

    void attach() {
      start();
      context().getConfiguration().getRootLogger().addAppender(this, Level.WARN, null);
      context().updateLoggers();
    }

    void detach() {
      context().getConfiguration().getRootLogger().removeAppender(getName());
      context().updateLoggers();
    }

    private static LoggerContext context() {
      return LoggerContext.getContext(false);
    }
  }
}
