package dev.waybill.log.time;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.alert.FindingEnd;
import dev.waybill.log.InMemoryLogStore;
import dev.waybill.log.LogPaths;
import dev.waybill.log.SampleLog;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.TileAddress;
import dev.waybill.testing.ManualClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("heavy")
final class LogTableTest {
  private static final int RANGE = 65_536;
  private static final SampleLog LOG = new SampleLog();
  private static Checkpoint afterOne;

  private final InMemoryLogStore store = new InMemoryLogStore();
  private final ManualClock clock = new ManualClock(SampleLog.START);
  private Optional<Checkpoint> newest = Optional.empty();
  private byte[] whole;

  @BeforeAll
  static void fill() {
    LOG.appendSeals(RANGE + 300, SampleLog.START, 1000);
    afterOne = LOG.checkpoint();
    LOG.appendSeals(RANGE, SampleLog.START, 1000);
  }

  private static final TileAddress BUNDLE = new TileAddress(TileAddress.ENTRIES, 100, 256);

  @BeforeEach
  void keep() {
    whole = LOG.tiles.get(BUNDLE);
  }

  private LogTable table() {
    return new LogTable(store, LOG, () -> newest, "provenance", clock);
  }

  private List<String> lines(long number) throws IOException {
    byte[] table = store.find(LogPaths.table(number)).orElseThrow().content();
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(table))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  @Test
  void writesEachCompleteRangeOnceWithItsIndexes() throws IOException {
    LogTable table = table();
    assertThat(table.run()).singleElement().isInstanceOf(FindingEnd.class);
    assertThat(store.keys()).isEmpty();
    newest = Optional.of(LOG.checkpoint());
    assertThat(table.run()).singleElement().isInstanceOf(FindingEnd.class);

    assertThat(store.keys()).containsExactly(LogPaths.table(0), LogPaths.table(1));
    List<String> lines = lines(1);
    assertThat(lines).hasSize(RANGE);
    JsonNode json = new ObjectMapper().readTree(lines.get(7));
    assertThat(json.path("index").asLong()).isEqualTo(RANGE + 7);
    assertThat(json.path("key").textValue()).isEqualTo("incoming/o" + (RANGE + 7));

    long calls = store.calls();
    assertThat(table.run()).singleElement().isInstanceOf(FindingEnd.class);
    assertThat(store.calls()).isEqualTo(calls);
    assertThat(table().run()).singleElement().isInstanceOf(FindingEnd.class);
    assertThat(store.keys()).hasSize(2);
  }

  @Test
  void writesRangeThatIsMissingAmongOthers() {
    newest = Optional.of(LOG.checkpoint());
    var unused = store.put(LogPaths.table(1), new byte[] {1});

    table().run();

    assertThat(store.keys()).containsExactly(LogPaths.table(0), LogPaths.table(1));
    assertThat(store.find(LogPaths.table(1)).orElseThrow().content()).hasSize(1);
  }

  @Test
  void writesNothingFromEntriesThatTheCheckpointDoesNotHave() {
    newest = Optional.of(afterOne);
    byte[] changed = whole.clone();
    changed[50] ^= 1;
    LOG.tiles.put(BUNDLE, changed);
    try {
      LogTable table = table();
      assertThat(table.run()).isEmpty();
      assertThat(store.keys()).isEmpty();
      clock.advance(Duration.ofHours(6));
      assertThat(table.run())
          .singleElement()
          .satisfies(it -> assertThat(it.rule()).isEqualTo("log-table-late"));
      LOG.tiles.put(BUNDLE, whole);
      assertThat(table.run()).singleElement().isInstanceOf(FindingEnd.class);
      assertThat(store.keys()).containsExactly(LogPaths.table(0));
    } finally {
      LOG.tiles.put(BUNDLE, whole);
    }
  }

  @Test
  void reportsMissingBundleByName() {
    newest = Optional.of(afterOne);
    LOG.tiles.remove(BUNDLE);
    try {
      LogTable table = table();
      table.run();
      clock.advance(Duration.ofHours(6));
      assertThat(table.run().toString()).contains("tile/entries/100 is missing");
    } finally {
      LOG.tiles.put(BUNDLE, whole);
    }
  }
}
