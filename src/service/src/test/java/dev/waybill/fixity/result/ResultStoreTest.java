package dev.waybill.fixity.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.fixity.CycleId;
import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.FixityPaths;
import dev.waybill.fixity.Rung;
import dev.waybill.fixity.TileRange;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.TileTask;
import dev.waybill.log.InMemoryLogStore;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultStoreTest {
  private static final CycleId CYCLE = new CycleId("20261129T192300Z");

  private final InMemoryLogStore objects = new InMemoryLogStore();
  private final ResultStore store = new ResultStore(objects);

  private static TileResult result(int tile, String reader) {
    TileRange range = new TileRange(tile, 1);
    return new TileResult(
        new TileTask(CYCLE, range),
        reader,
        Instant.EPOCH,
        Instant.EPOCH,
        List.of(
            new Examination(
                range.from(), Rung.BYTES, FixityCondition.INTACT, 5, 1, "v", null, null)));
  }

  private static TileTask task(int tile) {
    return new TileTask(CYCLE, new TileRange(tile, 1));
  }

  @Test
  void keepsFirstResultOfWork() {
    assertThat(store.exists(task(3))).isFalse();
    assertThat(store.read(task(3))).isEmpty();

    assertThat(store.write(result(3, "first"))).isTrue();
    assertThat(store.write(result(3, "second"))).isFalse();

    assertThat(store.exists(task(3))).isTrue();
    assertThat(store.read(task(3))).contains(result(3, "first"));
    assertThat(objects.keys())
        .containsExactly("fixity/result/20261129T192300Z/000/000/003-1.ndjson.gz");
  }

  @Test
  void rejectsResultOfOtherWorkInItsPlace() {
    objects.put(
        FixityPaths.result(CYCLE, new TileRange(4, 1)), TileResultFile.encode(result(3, "a")));
    assertThatThrownBy(() -> store.read(task(4)))
        .isInstanceOf(InvalidResultException.class)
        .hasMessageContaining("other work");
  }
}
