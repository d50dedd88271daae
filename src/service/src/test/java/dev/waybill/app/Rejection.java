package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.record.object.ObjectVersion;
import java.time.Duration;

/** What is to be seen of a version that custody has refused. */
final class Rejection {
  private Rejection() {}

  /** Fails unless the only end is this one, the source stays, and one message is dead. */
  static void isNamed(PipelineUnderTest pipeline, ObjectVersion version, String reason) {
    pipeline.awaitEnds(1);
    pipeline.awaitEmptyQueue(Duration.ofSeconds(30));
    assertThat(pipeline.labels()).containsExactly("rejected-" + reason);
    assertThat(pipeline.exists(version.key(), version.versionId())).as("the source").isTrue();
    assertThat(pipeline.left(pipeline.deadLetterUrl())).isEqualTo(1);
  }
}
