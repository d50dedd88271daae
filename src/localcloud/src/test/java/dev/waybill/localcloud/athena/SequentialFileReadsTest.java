package dev.waybill.localcloud.athena;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.waybill.localcloud.athena.bridge.Analysis;
import dev.waybill.localcloud.athena.bridge.EngineRequest;
import dev.waybill.localcloud.athena.bridge.PartitionFilter;
import dev.waybill.localcloud.athena.bridge.QueryControl;
import dev.waybill.localcloud.athena.bridge.RowSink;
import dev.waybill.localcloud.athena.bridge.SqlEngine;
import dev.waybill.localcloud.athena.bridge.TableEntry;
import dev.waybill.localcloud.athena.bridge.TableFile;
import dev.waybill.localcloud.athena.bridge.TableFiles;
import dev.waybill.localcloud.athena.hive.HiveParser;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that files are read one after another, so that memory does not depend on their number. */
final class SequentialFileReadsTest {
  private static final int FILES = 12;
  private static final int ROWS = 3000;
  private static final byte[] CONTENT =
      ("{\"a\":\"" + "x".repeat(100) + "\"}\n").repeat(ROWS).getBytes(StandardCharsets.UTF_8);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a FROM t",
        "SELECT a, count(*) OVER () FROM t",
        "SELECT t.a FROM t JOIN (VALUES 100) AS v (n) ON length(t.a) = v.n"
      })
  void readsFilesOneAfterAnother(String sql) {
    SlowFiles files = new SlowFiles();
    DefinitionStore definitions = new InMemoryDefinitionStore();
    definitions.createDatabase(JsonNodeFactory.instance.objectNode().put("Name", "audit"));
    List<String> unused =
        new DdlExecutor(definitions, "audit")
            .run(
                HiveParser.parse(
                        "CREATE EXTERNAL TABLE t (a string) ROW FORMAT SERDE"
                            + " 'org.openx.data.jsonserde.JsonSerDe' LOCATION 's3://bucket/t/'")
                    .orElseThrow());
    Rows rows = new Rows();
    try (EngineLoader loader = EngineLoader.open();
        SqlEngine engine = loader.start(new DefinitionCatalogue(definitions), files)) {
      engine.run(new EngineRequest("q1", sql, List.of(), "audit"), rows, rows);
    }
    assertThat(rows.count.get()).isEqualTo(FILES * ROWS);
    assertThat(rows.scanned.get()).isEqualTo((long) FILES * CONTENT.length);
    assertThat(files.open.get()).isZero();
    assertThat(files.maxOpen.get()).isLessThanOrEqualTo(2);
  }

  private static final class Rows implements RowSink, QueryControl {
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong scanned = new AtomicLong();

    @Override
    public void begin(Analysis analysis) {
      assertThat(analysis.scans()).hasSize(1);
    }

    @Override
    public void row(List<String> values) {
      count.incrementAndGet();
    }

    @Override
    public boolean cancelled() {
      return false;
    }

    @Override
    public void scanned(long bytes) {
      scanned.addAndGet(bytes);
    }
  }

  private static final class SlowFiles implements TableFiles {
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger maxOpen = new AtomicInteger();

    @Override
    public List<TableFile> list(TableEntry table, Map<String, PartitionFilter> filters) {
      return IntStream.range(0, FILES)
          .mapToObj(i -> new TableFile("s3://bucket/t/" + i, CONTENT.length, Map.of()))
          .toList();
    }

    @Override
    public InputStream open(TableFile file) {
      maxOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
      return new FilterInputStream(new ByteArrayInputStream(CONTENT)) {
        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
          // Longer than the time slice of a driver.
          LockSupport.parkNanos(60_000_000);
          return super.read(buffer, offset, length);
        }

        @Override
        public void close() throws IOException {
          open.decrementAndGet();
          super.close();
        }
      };
    }
  }
}
