package dev.waybill.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.audit.Window;
import dev.waybill.audit.logfile.LogBucket;
import dev.waybill.audit.logfile.LogEvidence;
import dev.waybill.audit.logfile.LogFileContent;
import dev.waybill.audit.logfile.LogFileInspection;
import dev.waybill.audit.logfile.LogFileReader;
import dev.waybill.audit.logfile.LogFilesState;
import dev.waybill.audit.logfile.LogFilesStore;
import dev.waybill.audit.logfile.LogObject;
import dev.waybill.audit.logfile.LogPartition;
import dev.waybill.audit.logfile.LogPartitions;
import dev.waybill.audit.logfile.ReadableLogsSql;
import dev.waybill.audit.logfile.UnreadFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Any bytes of a log file are read as CloudTrail's, or are a file with named defects, whose
 * readable records are lines of JSON that every query can read. The bytes are tried as they are
 * stored, and compressed, so that the code behind the gzip is reached as well.
 */
final class LogFileFuzz {
  private static final Instant NOW = Instant.parse("2026-03-10T20:00:00Z");
  private static final String DAY = "2026/03/10";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final Map<String, String> COLUMNS =
      Map.of(
          "eventversion", "string",
          "eventtime", "string",
          "eventname", "string",
          "eventsource", "string",
          "errorcode", "string",
          "requestparameters", "string",
          "useridentity",
              "struct<type:string,arn:string,sessioncontext:struct<attributes:"
                  + "struct<mfaauthenticated:string>,sessionissuer:struct<arn:string>>>",
          "resources", "array<struct<arn:string,accountid:string,type:string>>",
          "tags", "map<string,string>");

  private static final LogFilesState EMPTY = new LogFilesState(Map.of(), List.of(), List.of());
  private static final Files FILES = new Files();
  private static final LogFileInspection INSPECTION =
      new LogFileInspection(
          new LogPartitions("logs", "AWSLogs/${account}/${day}", List.of("1"), List.of("r")),
          FILES,
          FILES,
          new LogFileReader(COLUMNS),
          new ReadableLogsSql("audits", List.of()),
          LogEvidence.NONE,
          Duration.ofDays(1),
          report -> {},
          Clock.fixed(NOW, ZoneOffset.UTC));

  /** Files of one input, their state and the copies of their records. */
  private static final class Files implements LogBucket, LogFilesStore {
    private Map<String, byte[]> objects = Map.of();
    private LogFilesState state = EMPTY;
    private final Map<String, byte[]> copies = new ConcurrentHashMap<>();

    /** Replaces the files, of which nothing is known yet. */
    void put(byte[] bytes) {
      objects = Map.of("stored.json.gz", bytes, "compressed.json.gz", gzip(bytes));
      state = EMPTY;
      copies.clear();
    }

    @Override
    public List<LogObject> list(LogPartition partition) {
      return partition.day().equals(DAY)
          ? objects.keySet().stream().map(it -> object(partition, it)).toList()
          : List.of();
    }

    private LogObject object(LogPartition partition, String name) {
      return new LogObject(
          partition,
          partition.prefix() + name,
          "s3://logs/" + partition.prefix() + name,
          name,
          objects.getOrDefault(name, new byte[0]).length,
          NOW);
    }

    @Override
    public Optional<LogObject> find(LogObject listed) {
      return Optional.of(listed);
    }

    @Override
    public Bytes read(LogObject listed) {
      return new Bytes.Read(objects.getOrDefault(listed.eTag(), new byte[0]));
    }

    @Override
    public String putCopy(String name, byte[] gzip) {
      copies.put(name, gzip);
      return name;
    }

    @Override
    public Versioned find() {
      return new Versioned(state, "version");
    }

    @Override
    public Optional<Versioned> keep(LogFilesState next, @Nullable String last) {
      state = next;
      return Optional.of(find());
    }

    byte @Nullable [] copy(UnreadFile file) {
      return copies.get(file.copy());
    }
  }

  @FuzzTest(maxDuration = "20s")
  void readsOrNamesTheDefect(byte[] bytes) throws IOException {
    FILES.put(bytes);
    INSPECTION.queryFailed();

    INSPECTION.inspect();

    assertThat(FILES.state.checked().getOrDefault(DAY, Set.of())).hasSize(2);
    for (UnreadFile file : FILES.state.unread()) {
      LogFileContent content = file.content();
      assertThat(content.faults()).isNotEmpty();
      assertThat(content.reason()).matches("\\p{Print}+");
      assertThat(content.lost()).isNotNegative();
      assertThat(file.copy().isEmpty()).isEqualTo(content.records() == 0);
      rows(file, FILES.copy(file));
    }
    Window window = new Window(NOW.minusSeconds(60), NOW, NOW);
    assertThat(INSPECTION.readable("SELECT 1 FROM cloudtrail_logs", window)).contains("SELECT 1");
    assertThat(INSPECTION.unread(window)).isNotNull();
  }

  private static void rows(UnreadFile file, byte @Nullable [] gzip) throws IOException {
    if (gzip == null) {
      assertThat(file.content().records()).isZero();
      return;
    }
    String text = utf8(new GZIPInputStream(new ByteArrayInputStream(gzip)).readAllBytes());
    assertThat(text).endsWith("\n");
    String[] lines = text.substring(0, text.length() - 1).split("\n", -1);
    assertThat(lines).hasSize((int) file.content().records());
    for (String line : lines) {
      JsonNode row = JSON.readTree(line);
      assertThat(row.isObject()).isTrue();
      assertThat(row.path("account").asText()).isEqualTo("1");
      assertThat(row.path("region").asText()).isEqualTo("r");
      Instant unused = OffsetDateTime.parse(row.path("eventtime").asText()).toInstant();
      row.fieldNames()
          .forEachRemaining(
              it ->
                  assertThat(COLUMNS.containsKey(it) || it.equals("account") || it.equals("region"))
                      .isTrue());
    }
  }

  private static String utf8(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.toByteArray();
  }
}
