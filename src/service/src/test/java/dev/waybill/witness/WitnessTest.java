package dev.waybill.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.NoteSignature;
import dev.waybill.record.log.SignedNote;
import dev.waybill.record.log.TreeHash;
import dev.waybill.record.log.VerifierKey;
import dev.waybill.record.object.Sha256;
import dev.waybill.testing.ManualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each sentence of C2SP tlog-witness about the answer to a request, and crashes between. */
final class WitnessTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:34:56Z");
  private static final String ORIGIN = "example.org/log";
  private static final GrowingLog LOG = new GrowingLog(ORIGIN, "a", 300);
  private static final GrowingLog FORK = new GrowingLog(ORIGIN, "b", 300);
  private static final Ed25519Signer OWN = Ed25519Signer.ofWitness("witness.example/w");
  private static final TreeHash HASH = TreeHash.ofEntry(new byte[0]);

  @TempDir Path folder;
  private final InMemoryWitnessState state = new InMemoryWitnessState();
  private final ManualClock clock = new ManualClock(NOW);
  private Witness witness;

  @BeforeEach
  void startWitness() throws IOException {
    witness = witness(OWN);
  }

  private Witness witness(Cosigner keys) throws IOException {
    Path file = folder.resolve("logs");
    Files.writeString(file, LOG.signer().key() + "\n");
    return new Witness(WitnessedLogs.read(List.of(file)), state, keys, clock);
  }

  static Stream<Arguments> bodies() {
    SignedNote note = LOG.note(8);
    String text = note.text();
    List<TreeHash> proof = LOG.proof(5, 8);
    Ed25519Signer stranger = Ed25519Signer.ofLog(ORIGIN, "another seed");
    NoteSignature flipped = flipped(note.signatures().get(0));
    return Stream.of(
        // Form.
        Arguments.of("empty body", 400, new byte[0]),
        Arguments.of("no empty line", 400, "old 5\n".getBytes(UTF_8)),
        Arguments.of("no size line", 400, GrowingLog.body("", proof, note)),
        Arguments.of("leading zero", 400, GrowingLog.body("old 05", proof, note)),
        Arguments.of("negative size", 400, GrowingLog.body("old -5", proof, note)),
        Arguments.of("two spaces", 400, GrowingLog.body("old  5", proof, note)),
        Arguments.of("carriage return", 400, GrowingLog.body("old 5\r", proof, note)),
        Arguments.of("other digits", 400, GrowingLog.body("old \u0665", proof, note)),
        Arguments.of(
            "size above 63 bits", 400, GrowingLog.body("old 9999999999999999999", proof, note)),
        Arguments.of("64 hashes", 400, body("old 5", Collections.nCopies(64, HASH), note)),
        Arguments.of("short hash", 400, "old 5\nAAAA\n\n".concat(text(note)).getBytes(UTF_8)),
        Arguments.of("no base64", 400, "old 5\n!\n\n".concat(text(note)).getBytes(UTF_8)),
        Arguments.of("no signature", 400, ("old 5\n\n" + text).getBytes(UTF_8)),
        Arguments.of("no checkpoint", 400, body("old 5", proof, signed(ORIGIN + "\nmore\n"))),
        Arguments.of("bad root", 400, body("old 5", proof, signed(ORIGIN + "\n8\nAAAA\n"))),
        Arguments.of("old above new", 400, body("old 9", proof, note)),
        Arguments.of("above the limit", 400, new byte[AddCheckpointRequest.MAX_BYTES + 1]),
        // Origin and signatures.
        Arguments.of("unknown log", 404, new GrowingLog("other.org", "a", 9).request(0, 9)),
        Arguments.of(
            "no known key",
            403,
            body("old 5", proof, new SignedNote(text, List.of(stranger.sign(text, NOW))))),
        Arguments.of(
            "only a bad signature",
            403,
            body("old 5", proof, new SignedNote(text, List.of(flipped)))),
        Arguments.of(
            "a bad signature of a known key beside a good one",
            403,
            body("old 5", proof, new SignedNote(text, List.of(note.signatures().get(0), flipped)))),
        Arguments.of(
            "signature of another text",
            403,
            body("old 5", proof, new SignedNote(text, LOG.note(7).signatures()))),
        // State.
        Arguments.of("smaller old size", 409, LOG.request(4, 8)),
        Arguments.of("old size zero", 409, LOG.request(0, 8)),
        Arguments.of("larger old size", 409, LOG.request(6, 8)),
        // Consistency.
        Arguments.of("another history", 422, FORK.request(5, 8)),
        Arguments.of("another root of the same size", 422, FORK.request(5, 5)),
        Arguments.of("no proof", 422, body("old 5", List.of(), note)),
        Arguments.of("a proof that is too long", 422, body("old 5", plus(proof), note)),
        Arguments.of("a proof of equal sizes", 422, body("old 5", List.of(HASH), LOG.note(5))),
        Arguments.of("the proof of another size", 422, body("old 5", LOG.proof(4, 8), note)),
        // Success.
        Arguments.of(
            "more signatures of unknown keys",
            200,
            body("old 5", proof, note.with(List.of(stranger.sign(text, NOW))))),
        Arguments.of("extension", 200, LOG.request(5, 8)),
        Arguments.of("the same checkpoint", 200, LOG.request(5, 5)));
  }

  private static byte[] body(String first, List<TreeHash> proof, SignedNote note) {
    return GrowingLog.body(first, proof, note);
  }

  private static String text(SignedNote note) {
    return new String(note.bytes(), UTF_8);
  }

  private static SignedNote signed(String text) {
    return new SignedNote(text, List.of(LOG.signer().sign(text, NOW)));
  }

  private static List<TreeHash> plus(List<TreeHash> proof) {
    List<TreeHash> more = new ArrayList<>(proof);
    more.add(HASH);
    return more;
  }

  private static NoteSignature flipped(NoteSignature signature) {
    byte[] bytes = signature.signature();
    bytes[0] ^= 1;
    return NoteSignature.of(signature.name(), signature.keyId(), bytes);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("bodies")
  void answersAsSpecificationSays(String defect, int status, byte[] body) {
    assertThat(witness.addCheckpoint(LOG.request(0, 5)).status()).isEqualTo(200);
    clock.advance(Duration.ofMinutes(1));

    WitnessAnswer answer = witness.addCheckpoint(body);

    assertThat(answer.status()).isEqualTo(status);
    if (status == 409) {
      assertThat(answer.contentType()).isEqualTo("text/x.tlog.size");
      assertThat(new String(answer.body(), UTF_8)).isEqualTo("5\n");
    }
    assertThat(state.writes()).isEqualTo(status == 200 ? 2 : 1);
  }

  @Test
  void answersWithTimedCosignatureOfTheWholeCheckpoint() {
    String lines = new String(witness.addCheckpoint(LOG.request(0, 5)).body(), UTF_8);

    assertThat(lines).startsWith("\u2014 witness.example/w ").endsWith("\n");
    NoteSignature cosignature = NoteSignature.ofLine(lines.strip());
    assertThat(OWN.key().verify(LOG.checkpoint(5).text(), cosignature))
        .isEqualTo(VerifierKey.Result.VALID);
    assertThat(OWN.key().time(cosignature)).isEqualTo(NOW.getEpochSecond());
  }

  @Test
  void writesRepeatedRequestOnceAMinute() {
    byte[] first = witness.addCheckpoint(LOG.request(0, 5)).body();
    clock.advance(Duration.ofSeconds(59));

    assertThat(witness.addCheckpoint(LOG.request(5, 5)).body()).isEqualTo(first);
    assertThat(state.writes()).isEqualTo(1);
    clock.advance(Duration.ofSeconds(1));
    assertThat(witness.addCheckpoint(LOG.request(5, 5)).body()).isNotEqualTo(first);
    assertThat(state.writes()).isEqualTo(2);
  }

  @Test
  void signsRepeatedRequestAnewWhenTheClockWentBack() {
    byte[] first = witness.addCheckpoint(LOG.request(0, 5)).body();
    clock.advance(Duration.ofSeconds(-1));

    assertThat(witness.addCheckpoint(LOG.request(5, 5)).body()).isNotEqualTo(first);
  }

  @Test
  void rejectsEmptyTreeWithAnotherRootAndAcceptsTheEmptyOne() {
    SignedNote odd = signed(ORIGIN + "\n0\n" + HASH.base64() + "\n");

    assertThat(witness.addCheckpoint(body("old 0", List.of(), odd)).status()).isEqualTo(422);
    assertThat(witness.addCheckpoint(LOG.request(0, 0)).status()).isEqualTo(200);
    assertThat(witness.addCheckpoint(body("old 0", List.of(HASH), LOG.note(5))).status())
        .isEqualTo(422);
    assertThat(witness.addCheckpoint(LOG.request(0, 5)).status()).isEqualTo(200);
  }

  @Test
  void servesLatestCheckpointWithSignaturesOfLogAndWitnessOnly() {
    String hash = Sha256.hash(ORIGIN).hex();
    assertThat(witness.checkpoint(hash).status()).isEqualTo(404);
    NoteSignature other = Ed25519Signer.ofLog("x").sign(LOG.note(7).text(), NOW);
    witness.addCheckpoint(body("old 0", List.of(), LOG.note(7).with(List.of(other))));

    WitnessAnswer answer = witness.checkpoint(hash);

    assertThat(answer.status()).isEqualTo(200);
    SignedNote note = SignedNote.parse(answer.body());
    assertThat(Checkpoint.of(note.text())).isEqualTo(LOG.checkpoint(7));
    assertThat(note.signatures())
        .containsExactly(LOG.note(7).signatures().get(0), OWN.sign(note.text(), NOW));
    assertThat(witness.checkpoint(Sha256.hash("unknown").hex()).status()).isEqualTo(404);
  }

  @Test
  void keepsCheckpointWhoseAnswerWasLost() {
    state.afterWrite(
        () -> {
          throw new IllegalStateException("the process ends here");
        });
    assertThatThrownBy(() -> witness.addCheckpoint(LOG.request(0, 5)))
        .isInstanceOf(IllegalStateException.class);
    state.afterWrite(() -> {});

    assertThat(new String(witness.addCheckpoint(LOG.request(0, 8)).body(), UTF_8)).isEqualTo("5\n");
    assertThat(witness.addCheckpoint(FORK.request(5, 8)).status()).isEqualTo(422);
    assertThat(witness.addCheckpoint(LOG.request(5, 8)).status()).isEqualTo(200);
  }

  @Test
  void answersNothingWhenTheStateCannotBeWritten() {
    state.beforeWrite(
        () -> {
          throw new IllegalStateException("no space");
        });

    assertThatThrownBy(() -> witness.addCheckpoint(LOG.request(0, 5)))
        .hasMessageContaining("no space");
    assertThat(state.writes()).isZero();
  }

  @Test
  void reportsNewSizeWhenAnotherProcessCosignsMeanwhile() throws IOException {
    Witness other = witness(OWN);
    witness.addCheckpoint(LOG.request(0, 5));
    state.beforeWrite(
        () -> {
          state.beforeWrite(() -> {});
          assertThat(other.addCheckpoint(LOG.request(5, 100)).status()).isEqualTo(200);
        });

    WitnessAnswer answer = witness.addCheckpoint(LOG.request(5, 8));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(new String(answer.body(), UTF_8)).isEqualTo("100\n");
  }

  @Test
  void cosignsOneOfTwoContradictingCheckpointsOfConcurrentRequests() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (int size = 1; size < 40; size++) {
        int old = size - 1;
        int next = size;
        List<Future<Integer>> answers = new ArrayList<>();
        for (int at = 0; at < 8; at++) {
          GrowingLog log = at % 2 == 0 || old > 0 ? LOG : FORK;
          answers.add(threads.submit(() -> witness.addCheckpoint(log.request(old, next)).status()));
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> answer : answers) {
          statuses.add(answer.get());
        }
        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 409);
        if (size == 1) {
          // Whichever history was first, the other one is rejected from now on.
          boolean isFork = witness.addCheckpoint(FORK.request(1, 1)).status() == 200;
          assertThat(witness.addCheckpoint(LOG.request(1, 1)).status())
              .isEqualTo(isFork ? 422 : 200);
          if (isFork) {
            return;
          }
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void rejectsStateThatAnotherWitnessWrote() throws IOException {
    witness(Ed25519Signer.ofWitness("witness.example/other")).addCheckpoint(LOG.request(0, 5));

    assertThatThrownBy(witness::requireReadableState)
        .isInstanceOf(InvalidLogException.class)
        .hasMessageContaining("not one that this witness cosigned");
    assertThatThrownBy(() -> witness.addCheckpoint(LOG.request(5, 8)))
        .isInstanceOf(InvalidLogException.class);
  }

  @Test
  void rejectsStateThatIsNoCheckpoint() {
    String hash = Sha256.hash(ORIGIN).hex();
    assertThat(state.replace(hash, "spoiled".getBytes(UTF_8), null)).isTrue();

    assertThatThrownBy(() -> witness.addCheckpoint(LOG.request(0, 5)))
        .isInstanceOf(InvalidLogException.class);
    assertThat(Arrays.equals(state.find(hash).orElseThrow().note(), "spoiled".getBytes(UTF_8)))
        .isTrue();
  }
}
