package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.cli.CommandException;
import dev.waybill.cli.FixityService.CheckListener;
import dev.waybill.cli.FixityService.Defect;
import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.LoggedEntries;
import dev.waybill.fixity.Rung;
import dev.waybill.fixity.TileRange;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.TileTask;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FixityChecksTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  private final FakeLog log = new FakeLog();
  private final Map<Long, FixityCondition> conditions = new HashMap<>();
  private final List<String> told = new ArrayList<>();

  private void run() throws InterruptedException {
    new FixityChecks(log, this::examine, new Listener()).run(NOW);
  }

  private TileResult examine(TileTask task) {
    List<LogEntry> unused = log.read(task.range());
    return new TileResult(
        task,
        "reader",
        NOW,
        NOW,
        LongStream.range(task.range().from(), task.range().to())
            .mapToObj(
                it ->
                    new Examination(
                        it,
                        Rung.BYTES,
                        conditions.getOrDefault(it, FixityCondition.INTACT),
                        1,
                        1,
                        null,
                        null,
                        it == 300 ? "other bytes" : null))
            .toList());
  }

  @Test
  void examinesWhatTheLogHasAtTheBeginAndNamesWhatIsNotIntact() throws Exception {
    log.size = 600;
    log.growth = 1000;
    conditions.put(300L, FixityCondition.ALTERED);
    conditions.put(599L, FixityCondition.ARCHIVED);

    run();

    assertThat(told)
        .containsExactly(
            "begun 600",
            "examined 256",
            "altered s3://raw/300?versionId=v 300 other bytes",
            "examined 256",
            "archived s3://raw/599?versionId=v 599 ",
            "examined 88");
  }

  @Test
  void goesOnBeyondEntriesThatTheLogCannotProve() throws Exception {
    log.size = 600;
    log.damaged.add(1L);

    run();

    assertThat(told)
        .containsExactly("begun 600", "examined 256", "unlisted 256 tile changed", "examined 88");
  }

  @Test
  void failsWithoutALog() {
    assertThatThrownBy(this::run)
        .isInstanceOf(CommandException.class)
        .hasMessage("the bucket has no log of records");
    assertThat(told).isEmpty();
  }

  @Test
  void failsWhenTheCheckpointIsNotRight() {
    log.size = -1;

    assertThatThrownBy(this::run)
        .isInstanceOf(CommandException.class)
        .hasMessage("checkpoint forged");
  }

  private final class Listener implements CheckListener {
    @Override
    public void note(String line) {}

    @Override
    public void begun(long versions) {
      told.add("begun " + versions);
    }

    @Override
    public void examined(TileResult result) {
      told.add("examined " + result.range().width());
    }

    @Override
    public void found(Defect defect) {
      told.add(
          defect.condition().label()
              + " "
              + defect.version()
              + " "
              + defect.index()
              + " "
              + defect.detail());
    }

    @Override
    public void unlisted(TileRange range, String problem) {
      told.add("unlisted " + range.from() + " " + problem);
    }
  }

  /** Log that grows each time its size is asked for. */
  private static final class FakeLog implements LoggedEntries {
    private final Set<Long> damaged = new HashSet<>();
    private long size;
    private long growth;

    @Override
    public long size() {
      if (size < 0) {
        throw new InvalidLogException("checkpoint forged");
      }
      long now = size;
      size += growth;
      return now;
    }

    @Override
    public List<LogEntry> read(TileRange range) {
      if (damaged.contains(range.tile())) {
        throw new InvalidLogException("tile changed");
      }
      return LongStream.range(range.from(), range.to()).mapToObj(FakeLog::entry).toList();
    }

    private static LogEntry entry(long index) {
      Sha256 sha256 = Sha256.hash(Long.toString(index).getBytes(StandardCharsets.UTF_8));
      return new LogEntry(
          EntryKind.SEAL,
          "records/" + index,
          sha256,
          new ObjectVersion("raw", Long.toString(index), "v"),
          1,
          null,
          sha256,
          null,
          NOW);
    }
  }
}
