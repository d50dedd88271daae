package dev.waybill.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.record.log.NoteSignature;
import dev.waybill.record.log.VerifierKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Requests in any order against a model of a witness. */
final class WitnessPropertyTest {
  private static final int MAX_SIZE = 40;
  private static final String ORIGIN = "example.org/log";
  private static final GrowingLog LOG = new GrowingLog(ORIGIN, "a", MAX_SIZE);
  private static final GrowingLog FORK = new GrowingLog(ORIGIN, "b", MAX_SIZE);
  private static final Ed25519Signer OWN = Ed25519Signer.ofWitness("witness.example/w");

  /**
   * Request of a history.
   *
   * @param skew difference between the size that the request states and the witness's own
   * @param growth number of entries that the checkpoint adds to the stated size
   * @param isLost true when the process ends between the write and the answer
   */
  record Step(boolean isFork, int skew, int growth, boolean isLost) {}

  /** The model: the size and the history that were cosigned last. */
  private int size;

  private boolean isFork;

  @Property(tries = 200)
  void neverCosignsTwoTreesOfOneSizeAndNeverGoesBack(@ForAll("steps") List<Step> steps)
      throws IOException {
    InMemoryWitnessState state = new InMemoryWitnessState();
    Map<Integer, Boolean> histories = new HashMap<>();
    size = 0;
    isFork = false;
    for (Step step : steps) {
      int begin = Math.max(0, Math.min(MAX_SIZE, size + step.skew()));
      int end = Math.min(MAX_SIZE, begin + step.growth());
      int expected = expected(step, begin);
      GrowingLog log = step.isFork() ? FORK : LOG;
      state.afterWrite(step.isLost() ? WitnessPropertyTest::crash : () -> {});
      try {
        WitnessAnswer answer = witness(state).addCheckpoint(log.request(begin, end));
        assertThat(answer.status()).as("%s at %s", step, size).isEqualTo(expected);
        check(answer, log, end);
      } catch (Crash lost) {
        assertThat(step.isLost()).isTrue();
      }
      if (expected == 200) {
        assertThat(end).isGreaterThanOrEqualTo(size);
        boolean known = histories.computeIfAbsent(end, it -> step.isFork());
        assertThat(end == 0 || known == step.isFork()).isTrue();
        size = end;
        isFork = step.isFork();
      }
    }
  }

  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static void crash() {
    throw new Crash();
  }

  /** Returns the status that the model answers; the empty tree is the begin of both histories. */
  private int expected(Step step, int begin) {
    if (begin != size) {
      return 409;
    }
    return size == 0 || step.isFork() == isFork ? 200 : 422;
  }

  private void check(WitnessAnswer answer, GrowingLog log, int end) {
    if (answer.status() == 200) {
      requireCosignature(log, end, answer);
    } else if (answer.status() == 409) {
      assertThat(new String(answer.body(), UTF_8)).isEqualTo(size + "\n");
    }
  }

  private static void requireCosignature(GrowingLog log, int size, WitnessAnswer answer) {
    NoteSignature line = NoteSignature.ofLine(new String(answer.body(), UTF_8).strip());
    assertThat(OWN.key().verify(log.checkpoint(size).text(), line))
        .isEqualTo(VerifierKey.Result.VALID);
  }

  private static Witness witness(WitnessState state) throws IOException {
    Path file = Files.createTempFile("logs", "");
    try {
      Files.writeString(file, "log " + LOG.signer().key() + " http://127.0.0.1/\nquorum none\n");
      return new Witness(WitnessedLogs.read(List.of(file)), state, OWN, Clock.systemUTC());
    } finally {
      Files.delete(file);
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.frequency(Tuple.of(3, false), Tuple.of(1, true)),
            Arbitraries.frequency(
                Tuple.of(6, 0), Tuple.of(1, -1), Tuple.of(1, 1), Tuple.of(1, -MAX_SIZE)),
            Arbitraries.integers().between(0, 6),
            Arbitraries.frequency(Tuple.of(5, false), Tuple.of(1, true)))
        .as(Step::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(40);
  }
}
