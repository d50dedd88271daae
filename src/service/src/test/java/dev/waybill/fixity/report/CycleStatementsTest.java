package dev.waybill.fixity.report;

import static dev.waybill.fixity.report.CycleFixture.ENDED;
import static dev.waybill.fixity.report.CycleFixture.OWN;
import static dev.waybill.fixity.report.CycleFixture.SVR;
import static dev.waybill.fixity.report.CycleFixture.facts;
import static dev.waybill.fixity.report.CycleFixture.found;
import static dev.waybill.fixity.report.CycleFixture.result;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.Rung;
import dev.waybill.fixity.result.TileResultFile;
import dev.waybill.log.InMemoryLogStore;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.object.Sha256;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CycleStatementsTest {
  private static final Instant BEGAN = Instant.parse("2026-12-01T00:00:00Z");
  private static final String FOLDER = "fixity/result/20261129T192300Z/000/000/";

  private final CycleFixture cycle = new CycleFixture();

  private JsonNode publish(long begin, long end) {
    cycle.statements().publish(facts(begin, end));
    return cycle.statement(OWN).path("predicate");
  }

  private List<String> properties() {
    return texts(cycle.statement(SVR).path("predicate").path("properties"));
  }

  private static List<String> texts(JsonNode array) {
    List<String> all = new ArrayList<>();
    array.forEach(it -> all.add(it.textValue()));
    return all;
  }

  @Test
  void statesThatEverythingWasReadAgain() {
    cycle.put(result(0, 256, BEGAN.plusSeconds(5)));
    cycle.put(result(1, 256, BEGAN));
    cycle.put(result(2, 100, BEGAN.plusSeconds(9)));
    JsonNode predicate = publish(600, 612);
    assertThat(predicate.path("versions").toString())
        .isEqualTo("{\"due\":600,\"examined\":612,\"reread\":612,\"missing\":0}");
    assertThat(predicate.path("oldestPass").textValue()).isEqualTo("2026-12-01T00:00:00Z");
    assertThat(predicate.path("bytes").longValue()).isEqualTo(6120);
    assertThat(predicate.path("conditions").toString()).isEqualTo("{\"intact\":{\"bytes\":612}}");
    assertThat(properties())
        .containsExactly(SvrStatement.COMPLETE, SvrStatement.NO_DEFECT, SvrStatement.INTACT);
  }

  @Test
  void countsOnlyBytesAsPassAndListsDefectsAndGaps() {
    cycle.put(
        result(
            0,
            256,
            BEGAN,
            found(3, Rung.BYTES, FixityCondition.ALTERED),
            found(7, Rung.ATTESTED, FixityCondition.INTACT),
            found(8, Rung.ATTESTED, FixityCondition.ARCHIVED),
            found(9, Rung.SHAPE, FixityCondition.GONE)));
    cycle.put(result(2, 88, BEGAN, found(512, Rung.BYTES, FixityCondition.UNREADABLE)));
    JsonNode predicate = publish(600, 620);
    assertThat(predicate.path("versions").toString())
        .isEqualTo("{\"due\":600,\"examined\":344,\"reread\":339,\"missing\":256}");
    assertThat(predicate.path("gaps").toString())
        .isEqualTo("{\"versions\":259,\"ranges\":2,\"first\":[[7,9],[256,513]]}");
    assertThat(predicate.path("defects").toString())
        .isEqualTo(
            "{\"versions\":2,\"superseded\":0,\"first\":["
                + "{\"index\":3,\"condition\":\"altered\",\"rung\":\"bytes\"},"
                + "{\"index\":9,\"condition\":\"gone\",\"rung\":\"shape\"}]}");
    assertThat(properties()).isEmpty();
  }

  @Test
  void countsTileOnceByItsWidestResult() {
    cycle.put(result(0, 100, BEGAN, found(5, Rung.BYTES, FixityCondition.ALTERED)));
    cycle.put(result(0, 20, BEGAN));
    cycle.put(result(0, 256, BEGAN.plusSeconds(60)));
    JsonNode predicate = publish(256, 256);
    assertThat(predicate.path("versions").path("examined").intValue()).isEqualTo(256);
    assertThat(predicate.path("results").path("files").intValue()).isEqualTo(3);
    assertThat(predicate.path("results").path("superseded").intValue()).isEqualTo(2);
    assertThat(predicate.path("defects").path("superseded").intValue()).isEqualTo(1);
    assertThat(predicate.path("oldestPass").textValue()).isEqualTo("2026-12-01T00:01:00Z");
    assertThat(properties()).containsExactly(SvrStatement.COMPLETE);
  }

  @Test
  void countsNoObjectThatIsNoResultOfItsPlace() {
    byte[] valid = TileResultFile.encode(result(0, 256, BEGAN));
    cycle.put(result(0, 256, BEGAN));
    cycle.store.put(FOLDER + "001.ndjson.gz", valid);
    cycle.store.put(FOLDER + "002.ndjson.gz", new byte[] {1, 2, 3});
    cycle.store.put(FOLDER + "003.ndjson.gz", new byte[TileResultFile.MAX_FILE_BYTES + 1]);
    cycle.store.put(FOLDER + "note.txt", valid);
    cycle.store.put(FOLDER + "000-256.ndjson.gz", valid);
    cycle.store.put(FOLDER + "300.ndjson.gz", valid);
    cycle.put(result(9, 256, BEGAN));
    JsonNode predicate = publish(1024, 1024);
    assertThat(predicate.path("results").path("invalid").intValue()).isEqualTo(7);
    assertThat(predicate.path("results").path("files").intValue()).isEqualTo(4);
    assertThat(predicate.path("versions").path("missing").intValue()).isEqualTo(768);
    assertThat(properties()).containsExactly(SvrStatement.NO_DEFECT);
  }

  @Test
  void digestsTheListThatSha256sumPrints() {
    cycle.put(result(0, 256, BEGAN));
    cycle.put(result(1, 3, BEGAN));
    publish(259, 259);
    String list = "";
    for (String key : List.of(FOLDER + "000.ndjson.gz", FOLDER + "001-3.ndjson.gz")) {
      list += Sha256.hash(cycle.store.find(key).orElseThrow().content()) + "  " + key + "\n";
    }
    JsonNode subject = cycle.statement(OWN).path("subject").path(0);
    assertThat(subject.path("digest").path("sha256").textValue())
        .isEqualTo(Sha256.hash(list).hex());
    JsonNode subjects = cycle.statement(SVR).path("subject");
    assertThat(subjects.path(0).path("digest")).isEqualTo(subject.path("digest"));
    assertThat(subjects.path(1).path("digest").path("sha256").textValue())
        .isEqualTo(Sha256.hash(cycle.store.find(OWN).orElseThrow().content()).hex());
  }

  @Test
  void leavesOutResultsOfWorkThatEndedAfterTheCycle() {
    cycle.put(result(0, 256, BEGAN));
    cycle.put(result(1, 256, ENDED.minusMillis(1499)));
    JsonNode predicate = publish(512, 512);
    assertThat(predicate.path("results").path("files").intValue()).isEqualTo(1);
    assertThat(predicate.path("versions").path("missing").intValue()).isEqualTo(256);
  }

  @Test
  void statesNoPropertyOfEmptyCycleButCompleteness() {
    JsonNode predicate = publish(0, 0);
    assertThat(predicate.path("results").path("files").intValue()).isZero();
    assertThat(predicate.has("oldestPass")).isFalse();
    assertThat(properties()).containsExactly(SvrStatement.COMPLETE);
  }

  @Test
  void staysBelowTheLimitOfRecordWhateverIsFound() {
    for (int tile = 0; tile < 40; tile++) {
      var all = new Examination[256];
      for (int at = 0; at < 256; at++) {
        all[at] =
            found(
                tile * 256L + at,
                Rung.ATTESTED,
                at % 2 == 0 ? FixityCondition.RETENTION_WEAKENED : FixityCondition.ARCHIVED);
      }
      cycle.put(result(tile, 256, BEGAN, all));
      cycle.store.put(FOLDER + "x" + "\u0001".repeat(900) + tile, new byte[1]);
    }
    JsonNode predicate = publish(10240, 10240);
    assertThat(predicate.path("defects").path("versions").intValue()).isEqualTo(5120);
    assertThat(predicate.path("defects").path("first")).hasSize(1000);
    assertThat(predicate.path("gaps").path("ranges").intValue()).isEqualTo(5120);
    assertThat(predicate.path("gaps").path("first")).hasSize(1000);
    assertThat(predicate.path("results").path("invalidKeys")).hasSize(20);
  }

  @Test
  void addsBothStatementsToTheLog() {
    cycle.put(result(0, 256, BEGAN));
    publish(256, 256);
    assertThat(cycle.logged)
        .allMatch(it -> it.kind() == EntryKind.FIXITY_CYCLE)
        .extracting(LogEntry::recordKey)
        .containsExactly(OWN, SVR);
    LogEntry entry = cycle.logged.get(0);
    byte[] bytes = cycle.store.find(OWN, entry.version().versionId()).orElseThrow().content();
    assertThat(entry.isOf(bytes)).isTrue();
    assertThat(entry.size()).isEqualTo(bytes.length);
    assertThat(entry.sha256()).isEqualTo(entry.recordSha256());
    assertThat(entry.sealedAt()).isEqualTo(ENDED);
    assertThat(LogEntry.parse(entry.bytes())).isEqualTo(entry);
  }

  @Test
  void keepsFirstStatementAndAddsTheSameEntriesAgain() {
    cycle.put(result(0, 256, BEGAN));
    publish(256, 256);
    InMemoryLogStore first = cycle.store.copy();
    cycle.put(result(1, 256, BEGAN));
    publish(512, 512);
    assertThat(cycle.store.find(OWN).orElseThrow().content())
        .isEqualTo(first.find(OWN).orElseThrow().content());
    assertThat(cycle.logged.subList(2, 4)).isEqualTo(cycle.logged.subList(0, 2));
  }

  @Test
  void goesOnAfterCrashAtEachCall() {
    cycle.put(result(0, 256, BEGAN));
    InMemoryLogStore before = cycle.store.copy();
    int crashes = 0;
    boolean done = false;
    while (!done) {
      cycle.store = before.copy();
      cycle.logged.clear();
      int[] left = {crashes};
      cycle.store.before(
          (operation, key) -> {
            if (left[0]-- == 0) {
              throw new IllegalStateException("crash");
            }
          });
      try {
        cycle.statements().publish(facts(256, 256));
        done = true;
      } catch (IllegalStateException crash) {
        assertThat(crash).hasMessage("crash");
        crashes++;
        cycle.statements().publish(facts(256, 256));
      }
      cycle.store.before((operation, key) -> {});
      assertThat(properties()).hasSize(3);
      assertThat(cycle.statement(SVR).path("subject").path(1).path("digest").path("sha256"))
          .hasToString(
              "\"" + Sha256.hash(cycle.store.find(OWN).orElseThrow().content()).hex() + "\"");
      assertThat(cycle.logged).extracting(LogEntry::recordKey).endsWith(OWN, SVR);
      assertThat(cycle.store.versions("fixity/cycle/")).hasSize(2);
    }
    assertThat(crashes).isGreaterThan(8);
  }

  @Test
  void rejectsObjectsInThePlaceOfStatements() {
    cycle.put(result(0, 256, BEGAN));
    cycle.store.put(OWN, "forged".getBytes(UTF_8));
    assertThatThrownBy(() -> publish(256, 256))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no statement of its cycle");
    assertThat(cycle.logged).isEmpty();
    assertThat(cycle.store.find(SVR)).isEmpty();
    CycleFixture other = new CycleFixture();
    other.statements().publish(facts(0, 0));
    other.store.put(SVR, other.store.find(OWN).orElseThrow().content());
    assertThatThrownBy(() -> other.statements().publish(facts(0, 0)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("svr");
  }
}
