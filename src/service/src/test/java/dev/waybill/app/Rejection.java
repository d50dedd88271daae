package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.record.object.ObjectVersion;
import java.time.Duration;

/** Assertion on a version whose custody was rejected. */
final class Rejection {
  private Rejection() {}

  /** Asserts that this is the only outcome, that the source stays, and that one message is dead. */
  static void isNamed(PipelineUnderTest pipeline, ObjectVersion version, String reason) {
    pipeline.awaitEnds(1);
    pipeline.awaitEmptyQueue(Duration.ofMinutes(1));
    assertThat(pipeline.labels()).containsExactly("rejected-" + reason);
    assertThat(pipeline.exists(version.key(), version.versionId())).as("the source").isTrue();
    assertThat(pipeline.left(pipeline.deadLetterUrl())).isEqualTo(1);
  }
}
