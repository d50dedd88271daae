package dev.waybill.custody;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.Finding;
import dev.waybill.alert.Report;
import dev.waybill.alert.Severity;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class UnexplainedDeadLettersTest {
  private static final String ARN = "arn:aws:sqs:us-east-1:000000000000:dead";

  private final List<Report> reports = new ArrayList<>();
  private Set<String> queue = Set.of();
  private int reads;
  private final UnexplainedDeadLetters check =
      new UnexplainedDeadLetters(this::read, reports::add, ARN, Clock.systemUTC());

  @Test
  void reportsMessagesWithoutReasonOnce() {
    queue = Set.of("one", "two");
    check.observe(2);
    check.observe(3);

    assertThat(reports)
        .singleElement()
        .isInstanceOfSatisfying(
            Finding.class,
            it -> {
              assertThat(it.rule()).isEqualTo("dead-letter-unexplained");
              assertThat(it.severity()).isEqualTo(Severity.HIGH);
              assertThat(it.resource()).isEqualTo(ARN);
              assertThat(it.message()).endsWith("2");
            });
  }

  @Test
  void reportsFurtherMessages() {
    queue = Set.of("one");
    check.observe(1);
    queue = Set.of("one", "two");
    check.observe(2);

    assertThat(reports).hasSize(2);
  }

  @Test
  void reportsNothingWhenEveryMessageHasAReason() {
    check.observe(5);

    assertThat(reports).isEmpty();
    assertThat(reads).isEqualTo(1);
  }

  @Test
  void readsNeitherAnEmptyQueueNorAnUnchangedOneEachTime() {
    check.observe(0);
    assertThat(reads).isZero();
    for (int time = 0; time < 31; time++) {
      check.observe(1);
    }
    assertThat(reads).isEqualTo(2);
  }

  private Set<String> read() {
    reads++;
    return queue;
  }
}
