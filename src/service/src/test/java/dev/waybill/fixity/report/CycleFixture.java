package dev.waybill.fixity.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.fixity.CycleId;
import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.FixityPaths;
import dev.waybill.fixity.Rung;
import dev.waybill.fixity.TileRange;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.TileTask;
import dev.waybill.fixity.result.TileResultFile;
import dev.waybill.log.InMemoryLogStore;
import dev.waybill.log.PendingEntries;
import dev.waybill.log.TestKeyPair;
import dev.waybill.record.PublicKeyPem;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.log.TreeHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Cycle with results in memory, and a key that signs its statements. */
final class CycleFixture {
  static final CycleId CYCLE = new CycleId("20261129T192300Z");
  static final Instant ENDED = Instant.parse("2026-12-28T06:00:00.250Z");
  static final String OWN = "fixity/cycle/20261129T192300Z.sigstore.json";
  static final String SVR = "fixity/cycle/20261129T192300Z.svr.sigstore.json";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TestKeyPair KEYS = TestKeyPair.create();

  InMemoryLogStore store = new InMemoryLogStore();
  final List<LogEntry> logged = new ArrayList<>();

  static String pem() {
    return PublicKeyPem.write(KEYS.getPublic());
  }

  static RecordVerifier verifier() {
    return KEYS.verifier();
  }

  CycleStatements statements() {
    PendingEntries pending =
        new PendingEntries() {
          @Override
          public void add(LogEntry entry) {
            logged.add(entry);
          }

          @Override
          public long position() {
            return logged.size();
          }

          @Override
          public void whenDurable(long position, Runnable action) {
            action.run();
          }

          @Override
          public void close() {}
        };
    return new CycleStatements(
        store, "provenance", "waybill/test", KEYS::seal, verifier(), pending::add);
  }

  static CycleFacts facts(long begin, long end) {
    return new CycleFacts(
        CYCLE,
        ENDED,
        new Checkpoint("provenance/log", begin, tree(begin)),
        new Checkpoint("provenance/log", end, tree(end)),
        new CyclePolicy(Duration.ofDays(30), Duration.ofDays(1), 50_000_000, 100, 5));
  }

  private static TreeHash tree(long size) {
    return size == 0
        ? TreeHash.EMPTY_ROOT
        : TreeHash.ofEntry(Long.toString(size).getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the examination of an entry whose bytes were read again. */
  static Examination pass(long index) {
    return new Examination(
        index, Rung.BYTES, FixityCondition.INTACT, 10, 1, "v" + index, "e", null);
  }

  static Examination found(long index, Rung rung, FixityCondition condition) {
    return new Examination(index, rung, condition, 0, 1, null, null, condition.label());
  }

  /** Returns a result of a tile in which everything passes but these entries. */
  static TileResult result(int tile, int width, Instant began, Examination... other) {
    TileRange range = new TileRange(tile, width);
    List<Examination> all = new ArrayList<>();
    for (long index = range.from(); index < range.to(); index++) {
      all.add(pass(index));
    }
    for (Examination examination : other) {
      all.set((int) (examination.index() - range.from()), examination);
    }
    return new TileResult(
        new TileTask(CYCLE, range), "replica", began, began.plusMillis(1500), all);
  }

  void put(TileResult result) {
    store.put(FixityPaths.result(CYCLE, result.range()), TileResultFile.encode(result));
  }

  /** Returns the signed text of a statement. */
  JsonNode statement(String key) {
    try {
      JsonNode bundle = JSON.readTree(store.find(key).orElseThrow().content());
      String payload = bundle.path("dsseEnvelope").path("payload").textValue();
      return JSON.readTree(Base64.getDecoder().decode(payload));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes all objects below a folder, as {@code aws s3 sync} does. */
  void sync(Path folder) {
    try {
      for (String key : store.keys()) {
        Path file = folder.resolve(key);
        Files.createDirectories(file.getParent());
        Files.write(file, store.find(key).orElseThrow().content());
      }
      Files.writeString(folder.resolve("key.pem"), pem());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
