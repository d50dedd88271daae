package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.status.ObjectAnswer;
import dev.waybill.why.ObjectStory;
import dev.waybill.why.StoryEvent;
import dev.waybill.why.StoryGap;
import dev.waybill.why.StoryVerdict;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class StoryAnswersTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");

  private static ObjectStory story(int events, String sentence) {
    return new ObjectStory(
        "s3://raw/a%20b",
        NOW,
        NOW,
        List.of(),
        Collections.nCopies(
            events,
            new StoryEvent(NOW, StoryEvent.Kind.SEALED, "XppJ9Z", sentence, true, Map.of())),
        List.of(new StoryGap("cloudtrail", null, null, "not asked", false)),
        new StoryVerdict(StoryVerdict.Custody.ALTERED, "Other bytes.", List.of("r")));
  }

  @Test
  void keepsVerdictEventsAndGaps() {
    ObjectAnswer answer = StoryAnswers.answer(story(2, "sealed"));

    assertThat(answer.address()).isEqualTo("s3://raw/a%20b");
    assertThat(answer.verdict()).isEqualTo("altered");
    assertThat(answer.events())
        .containsOnly(new ObjectAnswer.Line(NOW, "sealed", "sealed (version XppJ9Z)", true))
        .hasSize(2);
    assertThat(answer.gaps()).containsExactly("cloudtrail: not asked");
  }

  @Test
  void saysWhatIsLeftOut() {
    ObjectAnswer answer = StoryAnswers.answer(story(5000, "x".repeat(10_000)));

    assertThat(answer.events()).hasSize(ObjectAnswer.MAX_LINES);
    assertThat(answer.events().get(0).sentence()).hasSize(400).endsWith("…");
    assertThat(answer.gaps().get(0)).contains("of 5000 in all");
  }
}
