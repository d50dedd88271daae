package dev.waybill.fixity.work;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.fixity.CycleId;
import dev.waybill.fixity.TileRange;
import dev.waybill.fixity.TileTask;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the text of a unit of work. */
class TaskMessageTest {
  @Property(tries = 200)
  void isReadAsItWasWritten(
      @ForAll @LongRange(min = 0, max = 9_999_999_999_999L) long tile,
      @ForAll @IntRange(min = 1, max = 256) int width,
      @ForAll @IntRange(min = 0, max = 9) int attempt,
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long began) {
    TileTask task =
        new TileTask(CycleId.of(Instant.ofEpochSecond(began)), new TileRange(tile, width), attempt);

    assertThat(TaskMessage.parse(TaskMessage.of(task))).contains(task);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "null",
        "{\"v\":2,\"cycle\":\"20261129T192300Z\",\"tile\":1,\"width\":256,\"attempt\":0}",
        "{\"v\":1,\"cycle\":\"20261329T192300Z\",\"tile\":1,\"width\":256,\"attempt\":0}",
        "{\"v\":1,\"cycle\":\"20261129T192300Z\",\"tile\":-1,\"width\":256,\"attempt\":0}",
        "{\"v\":1,\"cycle\":\"20261129T192300Z\",\"tile\":01,\"width\":256,\"attempt\":0}",
        "{\"v\":1,\"cycle\":\"20261129T192300Z\",\"tile\":1,\"width\":257,\"attempt\":0}",
        "{\"v\":1,\"cycle\":\"20261129T192300Z\",\"tile\":1,\"width\":0,\"attempt\":0}",
        "{\"v\":1,\"cycle\":\"20261129T192300Z\",\"tile\":1,\"width\":256,\"attempt\":10}",
        "{\"v\":1,\"cycle\":\"20261129T192300Z\",\"tile\":99999999999999999999,\"width\":1,\"attempt\":0}",
        "{\"v\":1,\"cycle\":\"20261129T192300Z\",\"tile\":1,\"width\":256,\"attempt\":0} ",
        "{\"v\":1,\"cycle\":\"20261129T192300Z\",\"tile\":1,\"width\":256,\"attempt\":0,\"x\":1}"
      })
  void rejectsEveryOtherText(String text) {
    assertThat(TaskMessage.parse(text)).isEmpty();
  }
}
