package dev.waybill.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.intake.Denial;
import dev.waybill.intake.DenialCircuitBreaker;
import dev.waybill.intake.RightsProbe.Answer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Endpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Back-pressure: polling stops while as many messages as the limit are in work. */
final class IntakeBackpressureTest {
  private static final int LIMIT = 3;

  private final CountDownLatch done = new CountDownLatch(1);
  private final ThreadPoolExecutor workers =
      new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
  private final DenialCircuitBreaker denials = new DenialCircuitBreaker(System::nanoTime);
  private final IntakeBackpressure gate = new IntakeBackpressure(workers, LIMIT, denials);

  @AfterEach
  void stop() {
    done.countDown();
    workers.shutdownNow();
  }

  @Test
  void pausesPollingWhileLimitIsInWork() throws Exception {
    work(LIMIT - 1);
    assertThat(mayPoll()).isTrue();

    work(1);

    assertThat(gate.inWork()).isEqualTo(LIMIT);
    assertThat(mayPoll()).isFalse();
  }

  @Test
  void resumesPollingWhenRoomIsFree() throws Exception {
    work(LIMIT);
    new Thread(done::countDown).start();

    await().atMost(Duration.ofMinutes(1)).until(this::mayPoll);
  }

  @Test
  void pausesPollingWhileOwnRightIsDenied() throws Exception {
    denials.isOwn(new Denial(Denial.Cause.ACCESS, "incoming/", () -> Answer.DENIED));

    assertThat(mayPoll()).isFalse();
  }

  private void work(int messages) {
    for (int i = 0; i < messages; i++) {
      workers.execute(
          () -> {
            try {
              done.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          });
    }
  }

  private boolean mayPoll() throws Exception {
    Endpoint endpoint = new DefaultCamelContext().getEndpoint("direct:queue");
    return gate.begin(endpoint.createConsumer(exchange -> {}), endpoint);
  }
}
