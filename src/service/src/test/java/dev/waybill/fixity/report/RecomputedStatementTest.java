package dev.waybill.fixity.report;

import static dev.waybill.fixity.report.CycleFixture.OWN;
import static dev.waybill.fixity.report.CycleFixture.facts;
import static dev.waybill.fixity.report.CycleFixture.found;
import static dev.waybill.fixity.report.CycleFixture.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.Rung;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.result.TileResultFile;
import dev.waybill.record.object.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements compared with the numbers that the script for operators counts. */
class RecomputedStatementTest {
  private static final Instant BEGAN = Instant.parse("2026-12-01T00:00:00.125Z");
  private static final String FOLDER = "fixity/result/20261129T192300Z/000/000/";
  private static final Path SCRIPT = Path.of("deploy/recompute-fixity.py");

  private final CycleFixture cycle = new CycleFixture();
  @TempDir Path folder;
  private String output = "";

  @BeforeEach
  void requirePython() {
    boolean isPresent;
    try {
      isPresent = run("python3", "--version") == 0;
    } catch (IOException e) {
      isPresent = false;
    }
    Assumptions.assumeTrue(isPresent, "python3 is not installed");
  }

  private int run(String... command) throws IOException {
    Path out = folder.resolve("output");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } finally {
      process.destroyForcibly();
    }
    output = Files.readString(out);
    return process.exitValue();
  }

  private int recompute() throws IOException {
    return run(
        "python3",
        SCRIPT.toString(),
        folder.resolve(OWN).toString(),
        folder.toString(),
        "--list",
        folder.resolve("list").toString());
  }

  private void randomCycle(Random random) {
    for (int tile = 0; tile < 12; tile++) {
      for (int copies = random.nextInt(3); copies > 0; copies--) {
        cycle.put(randomResult(tile, random));
      }
      if (random.nextInt(5) == 0) {
        cycle.store.put(
            FOLDER + "%03d-%d.ndjson.gz".formatted(tile, 1 + random.nextInt(255)),
            random.nextBoolean() ? new byte[random.nextInt(40)] : damaged(tile, random));
      }
    }
    cycle.store.put(FOLDER + "README", new byte[3]);
    cycle.statements().publish(facts(2900 + random.nextInt(200), 3100));
    cycle.sync(folder);
  }

  private static TileResult randomResult(int tile, Random random) {
    int width = random.nextBoolean() ? 256 : 1 + random.nextInt(255);
    List<Examination> other = new ArrayList<>();
    for (int at = 0; at < width; at++) {
      if (random.nextInt(20) == 0) {
        other.add(
            found(
                tile * 256L + at,
                pick(random, Rung.values()),
                pick(random, FixityCondition.values())));
      }
    }
    Instant began = BEGAN.plusMillis(random.nextInt(1_000_000_000));
    return result(
        tile,
        width,
        random.nextInt(8) == 0 ? CycleFixture.ENDED : began,
        other.toArray(Examination[]::new));
  }

  private static <T> T pick(Random random, T[] values) {
    return values[random.nextInt(values.length)];
  }

  private byte[] damaged(int tile, Random random) {
    byte[] file = TileResultFile.encode(randomResult(tile, random));
    file[random.nextInt(file.length)] ^= (byte) (1 + random.nextInt(255));
    return file;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void followsFromTheResultFilesAlone(long seed) throws IOException {
    randomCycle(new Random(seed));
    assertThat(recompute()).as(output).isZero();
    String digest =
        cycle.statement(OWN).path("subject").path(0).path("digest").path("sha256").textValue();
    assertThat(Sha256.hash(Files.readAllBytes(folder.resolve("list"))).hex()).isEqualTo(digest);
  }

  private Path first() {
    return folder.resolve(FOLDER + "000.ndjson.gz");
  }

  private void wholeCycle() {
    cycle.put(result(0, 256, BEGAN, found(3, Rung.SHAPE, FixityCondition.GONE)));
    cycle.put(result(1, 256, BEGAN.plusSeconds(1)));
    cycle.statements().publish(facts(512, 512));
    cycle.sync(folder);
  }

  @Test
  void differsWhenFileIsMissing() throws IOException {
    wholeCycle();
    assertThat(recompute()).as(output).isZero();
    Files.delete(first());
    assertThat(recompute()).isEqualTo(1);
    assertThat(output).contains("subject: stated", "versions: stated", "defects: stated");
  }

  @Test
  void differsWhenFileIsReplacedByOneThatHidesDefect() throws IOException {
    wholeCycle();
    Files.write(first(), TileResultFile.encode(result(0, 256, BEGAN)));
    assertThat(recompute()).isEqualTo(1);
    assertThat(output).contains("defects: stated", "conditions: stated");
  }

  @Test
  void differsWhenFileIsDamagedOrAdded() throws IOException {
    wholeCycle();
    byte[] file = Files.readAllBytes(first());
    file[file.length / 2] ^= 8;
    Files.write(first(), file);
    assertThat(recompute()).isEqualTo(1);
    assertThat(output).contains("results: stated");
    cycle.sync(folder);
    Files.write(folder.resolve(FOLDER + "000-9.ndjson.gz"), new byte[20]);
    assertThat(recompute()).isEqualTo(1);
  }

  @Test
  void differsWhenStatementClaimsMore() throws IOException {
    wholeCycle();
    String bundle = Files.readString(folder.resolve(OWN));
    var json = new ObjectMapper().readTree(bundle);
    String payload = json.path("dsseEnvelope").path("payload").textValue();
    String text = new String(Base64.getDecoder().decode(payload), StandardCharsets.UTF_8);
    String other = text.replace("\"reread\":511", "\"reread\":512");
    assertThat(other).isNotEqualTo(text);
    Files.writeString(
        folder.resolve(OWN),
        bundle.replace(
            payload, Base64.getEncoder().encodeToString(other.getBytes(StandardCharsets.UTF_8))));
    assertThat(recompute()).isEqualTo(1);
    assertThat(output).contains("versions: stated").doesNotContain("defects: stated");
  }

  @Test
  void rejectsFilesThatAreNoStatement() throws IOException {
    wholeCycle();
    Files.writeString(folder.resolve(OWN), "{}");
    assertThat(recompute()).isEqualTo(2);
    Files.write(folder.resolve(OWN), cycle.store.find(CycleFixture.SVR).orElseThrow().content());
    assertThat(recompute()).isEqualTo(2);
  }
}
