package dev.waybill.log.cosign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.Finding;
import dev.waybill.alert.Report;
import dev.waybill.log.InMemoryLogStore;
import dev.waybill.log.LogPaths;
import dev.waybill.log.StoredObject;
import dev.waybill.record.log.LogPolicy;
import dev.waybill.record.log.NoteSignature;
import dev.waybill.record.log.SignedNote;
import dev.waybill.testing.ManualClock;
import dev.waybill.witness.Ed25519Signer;
import dev.waybill.witness.GrowingLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;

/** Runs of cosigning, with a log and two witnesses that answer what a test says. */
abstract class WitnessedRuns {
  static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  static final String ORIGIN = "example.org/log";
  static final GrowingLog LOG = new GrowingLog(ORIGIN, "a", 600);
  static final Ed25519Signer A = Ed25519Signer.ofWitness("witness.example/a");
  static final Ed25519Signer B = Ed25519Signer.ofWitness("witness.example/b");

  final InMemoryLogStore store = new InMemoryLogStore();
  final ManualClock clock = new ManualClock(NOW);
  final List<String> requests = new ArrayList<>();
  final Map<String, Function<String, WitnessReply>> answers = new HashMap<>();
  Cosigning cosigning;

  @BeforeEach
  void publishFirst() {
    publish(5);
    answers.put("a", body -> signed(A, body));
    answers.put("b", body -> signed(B, body));
    cosigning = cosigning("group both all a b\nquorum both\n");
  }

  Cosigning cosigning(String quorum) {
    String policy =
        "log "
            + LOG.signer().key()
            + "\nwitness a "
            + A.key()
            + " http://127.0.0.1:1/a\nwitness b "
            + B.key()
            + " http://127.0.0.1:1/b/\n"
            + quorum;
    return new Cosigning(
        store,
        List.of(LOG.signer().key()),
        CosigningPolicy.of(LogPolicy.parse(policy.getBytes(UTF_8))),
        this::answer,
        "provenance",
        clock);
  }

  CompletableFuture<WitnessReply> answer(WitnessEndpoint witness, byte[] body) {
    String text = new String(body, UTF_8);
    requests.add(witness.name() + " " + text.lines().findFirst().orElseThrow());
    assertThat(witness.url().getPath()).isEqualTo("/" + witness.name() + "/add-checkpoint");
    return CompletableFuture.completedFuture(answers.get(witness.name()).apply(text));
  }

  static WitnessReply signed(Ed25519Signer witness, String body) {
    String note = body.substring(body.indexOf("\n\n") + 2);
    String text = SignedNote.parse(note.getBytes(UTF_8)).text();
    return new WitnessReply.Signed(List.of(witness.sign(text, NOW)));
  }

  void publish(int size) {
    LOG.tiles(size).forEach((address, tile) -> store.put(LogPaths.of(address), tile));
    store.put(LogPaths.CHECKPOINT, LOG.note(size).bytes());
  }

  List<NoteSignature> stored(int size) {
    return store
        .find(LogPaths.cosigned(LOG.checkpoint(size)))
        .map(StoredObject::content)
        .map(SignedNote::parse)
        .orElseThrow()
        .signatures();
  }

  NoteSignature cosignature(Ed25519Signer witness, int size) {
    return witness.sign(LOG.checkpoint(size).text(), NOW);
  }

  List<String> rules(List<Report> reports) {
    return reports.stream().filter(Finding.class::isInstance).map(Report::rule).toList();
  }

  static Finding only(List<Report> reports) {
    List<Finding> findings =
        reports.stream().filter(Finding.class::isInstance).map(Finding.class::cast).toList();
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }
}
