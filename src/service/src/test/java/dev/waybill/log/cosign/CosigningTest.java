package dev.waybill.log.cosign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.Report;
import dev.waybill.alert.Severity;
import dev.waybill.log.InMemoryLogStore;
import dev.waybill.log.LogPaths;
import dev.waybill.log.StoredObject;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.LogPolicy;
import dev.waybill.record.log.NoteSignature;
import dev.waybill.record.log.SignedNote;
import dev.waybill.testing.ManualClock;
import dev.waybill.witness.Ed25519Signer;
import dev.waybill.witness.GrowingLog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests for cosignatures, with witnesses that answer what a test says. */
final class CosigningTest {
  private static final Instant NOW = Instant.parse("2026-11-29T12:00:00Z");
  private static final String ORIGIN = "example.org/log";
  private static final GrowingLog LOG = new GrowingLog(ORIGIN, "a", 600);
  private static final Ed25519Signer A = Ed25519Signer.ofWitness("witness.example/a");
  private static final Ed25519Signer B = Ed25519Signer.ofWitness("witness.example/b");

  private final InMemoryLogStore store = new InMemoryLogStore();
  private final ManualClock clock = new ManualClock(NOW);
  private final List<String> requests = new ArrayList<>();
  private final Map<String, Function<String, WitnessReply>> answers = new HashMap<>();
  private Cosigning cosigning;

  @BeforeEach
  void publishFirst() {
    publish(5);
    answers.put("a", body -> signed(A, body));
    answers.put("b", body -> signed(B, body));
    cosigning = cosigning("group both all a b\nquorum both\n");
  }

  private Cosigning cosigning(String quorum) {
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

  private CompletableFuture<WitnessReply> answer(WitnessEndpoint witness, byte[] body) {
    String text = new String(body, UTF_8);
    requests.add(witness.name() + " " + text.lines().findFirst().orElseThrow());
    assertThat(witness.url().getPath()).isEqualTo("/" + witness.name() + "/add-checkpoint");
    return CompletableFuture.completedFuture(answers.get(witness.name()).apply(text));
  }

  private static WitnessReply signed(Ed25519Signer witness, String body) {
    String note = body.substring(body.indexOf("\n\n") + 2);
    String text = SignedNote.parse(note.getBytes(UTF_8)).text();
    return new WitnessReply.Signed(List.of(witness.sign(text, NOW)));
  }

  private void publish(int size) {
    LOG.tiles(size).forEach((address, tile) -> store.put(LogPaths.of(address), tile));
    store.put(LogPaths.CHECKPOINT, LOG.note(size).bytes());
  }

  private List<NoteSignature> stored(int size) {
    return store
        .find(LogPaths.cosigned(LOG.checkpoint(size)))
        .map(StoredObject::content)
        .map(SignedNote::parse)
        .orElseThrow()
        .signatures();
  }

  private NoteSignature cosignature(Ed25519Signer witness, int size) {
    return witness.sign(LOG.checkpoint(size).text(), NOW);
  }

  private List<String> rules(List<Report> reports) {
    return reports.stream().filter(Finding.class::isInstance).map(Report::rule).toList();
  }

  private static Finding only(List<Report> reports) {
    List<Finding> findings =
        reports.stream().filter(Finding.class::isInstance).map(Finding.class::cast).toList();
    assertThat(findings).hasSize(1);
    return findings.get(0);
  }

  @Test
  void storesCheckpointWithSignaturesOfLogAndWitnesses() {
    List<Report> reports = cosigning.cosign();

    assertThat(reports).allMatch(FindingEnd.class::isInstance);
    assertThat(stored(5))
        .containsExactly(LOG.note(5).signatures().get(0), cosignature(A, 5), cosignature(B, 5));
    assertThat(cosigning.cosignedSize()).contains(5L);
    assertThat(requests).containsExactly("a old 0", "b old 0");
  }

  @Test
  void asksAgainOnlyForNewCheckpointFromTheSizeThatWasCosigned() {
    cosigning.cosign();
    assertThat(cosigning.cosign()).as("ends are reported once").isEmpty();
    publish(300);
    cosigning.cosign();

    assertThat(requests).containsExactly("a old 0", "b old 0", "a old 5", "b old 5");
    assertThat(stored(300)).hasSize(3);
  }

  @Test
  void sendsProofFromTheSizeThatWitnessNames() {
    publish(600);
    List<String> bodies = new ArrayList<>();
    answers.put(
        "a",
        body -> {
          bodies.add(body);
          return body.startsWith("old 300\n") ? signed(A, body) : new WitnessReply.OtherSize(300);
        });

    cosigning.cosign();

    assertThat(requests).containsExactly("a old 0", "b old 0", "a old 300");
    assertThat(bodies.get(1)).isEqualTo(new String(LOG.request(300, 600), UTF_8));
    assertThat(cosigning.cosignedSize()).contains(600L);
  }

  @Test
  void addsLaterCosignatureInNewVersion() {
    answers.put("b", body -> new WitnessReply.Failed("away"));
    cosigning.cosign();
    assertThat(stored(5)).hasSize(2);
    assertThat(cosigning.cosignedSize()).isEmpty();
    answers.put("b", body -> signed(B, body));

    cosigning.cosign();

    assertThat(stored(5)).contains(cosignature(A, 5), cosignature(B, 5)).hasSize(3);
    assertThat(requests).containsExactly("a old 0", "b old 0", "b old 0");
  }

  @Test
  void mergesCosignaturesThatAnotherReplicaStored() {
    answers.put("b", body -> new WitnessReply.Failed("away"));
    cosigning.cosign();
    Cosigning next = cosigning("group both all a b\nquorum both\n");
    answers.put("a", body -> new WitnessReply.Failed("away"));
    answers.put("b", body -> signed(B, body));

    next.cosign();

    assertThat(stored(5)).contains(cosignature(A, 5), cosignature(B, 5)).hasSize(3);
    assertThat(next.cosignedSize()).contains(5L);
  }

  @Test
  void replacesStoredObjectThatIsNoNote() {
    store.put(LogPaths.cosigned(LOG.checkpoint(5)), "spoiled".getBytes(UTF_8));

    cosigning.cosign();

    assertThat(stored(5)).hasSize(3);
  }

  @Test
  void ignoresSignaturesOfUnknownKeysAndOfOtherTexts() {
    answers.put(
        "a", body -> new WitnessReply.Signed(List.of(cosignature(B, 5), cosignature(A, 4))));

    cosigning.cosign();

    assertThat(stored(5)).containsExactly(LOG.note(5).signatures().get(0), cosignature(B, 5));
  }

  @Test
  void ignoresCosignatureWithoutTime() {
    NoteSignature untimed = A.sign(LOG.checkpoint(5).text(), Instant.EPOCH);
    answers.put("a", body -> new WitnessReply.Signed(List.of(untimed)));

    cosigning.cosign();

    assertThat(stored(5)).doesNotContain(untimed);
  }

  @Test
  void endsLoopOfWitnessThatNamesEverOtherSizes() {
    int[] size = {0};
    answers.put("a", body -> new WitnessReply.OtherSize(1 + size[0]++ % 3));
    cosigning.cosign();
    assertThat(requests.stream().filter(it -> it.startsWith("a"))).hasSize(3);

    answers.put(
        "a",
        body -> new WitnessReply.OtherSize(Long.parseLong(body.substring(4, body.indexOf('\n')))));
    requests.clear();
    cosigning.cosign();
    assertThat(requests).hasSize(1);
  }

  @Test
  void reportsMissingQuorumAfterFiveMinutesAndItsEnd() {
    answers.put("b", body -> new WitnessReply.Failed("no reply\nwithin"));
    assertThat(rules(cosigning.cosign())).isEmpty();
    clock.advance(CosigningFindings.BEHIND_AFTER);

    Finding finding = only(cosigning.cosign());

    assertThat(finding.rule()).isEqualTo("log-witness-behind");
    assertThat(finding.message()).contains("since " + NOW, "1 of 2 witnesses");
    assertThat(finding.details()).containsEntry("b", "no reply\nwithin");
    assertThat(cosigning.cosign()).as("not again at once").isEmpty();
    clock.advance(CosigningFindings.REPEAT_AFTER);
    assertThat(rules(cosigning.cosign())).containsExactly("log-witness-behind");
    answers.put("b", body -> signed(B, body));
    assertThat(cosigning.cosign())
        .anyMatch(
            it -> it instanceof FindingEnd && it.uid().equals("log-witness-behind/" + ORIGIN));
  }

  @Test
  void isSatisfiedWithoutTheWitnessesThatThePolicyDoesNotNeed() {
    cosigning = cosigning("quorum a\n");
    answers.put("b", body -> new WitnessReply.Failed("away"));
    cosigning.cosign();
    clock.advance(Duration.ofHours(1));

    assertThat(rules(cosigning.cosign())).isEmpty();
    assertThat(cosigning.cosignedSize()).contains(5L);
  }

  @Test
  void reportsForkWhenWitnessHasCosignedMoreThanWasPublished() {
    answers.put("a", body -> new WitnessReply.OtherSize(9));

    Finding finding = only(cosigning.cosign());

    assertThat(finding.rule()).isEqualTo("log-fork");
    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(finding.message())
        .contains("witness a", "has cosigned size 9, and the newest published size is 5");
    answers.put("a", body -> signed(A, body));
    assertThat(cosigning.cosign())
        .anyMatch(
            it -> it instanceof FindingEnd && it.uid().equals("log-fork/" + ORIGIN + "/witness/a"));
  }

  @Test
  void reportsNoForkWhenAnotherReplicaPublishedMeanwhile() {
    answers.put(
        "a",
        body -> {
          publish(9);
          return new WitnessReply.OtherSize(9);
        });

    assertThat(rules(cosigning.cosign())).isEmpty();
  }

  @Test
  void reportsForkWhenWitnessDeniesConsistency() {
    answers.put("b", body -> new WitnessReply.Inconsistent());

    Finding finding = only(cosigning.cosign());

    assertThat(finding.rule()).isEqualTo("log-fork");
    assertThat(finding.severity()).isEqualTo(Severity.CRITICAL);
    assertThat(finding.resource()).isEqualTo("arn:aws:s3:::provenance/log/checkpoint");
  }

  @Test
  void reportsWitnessThatDoesNotKnowTheLog() {
    answers.put("b", body -> new WitnessReply.Rejected(404));

    Finding finding = only(cosigning.cosign());

    assertThat(finding.rule()).isEqualTo("log-witness-rejected");
    assertThat(finding.message()).contains("witness b", "answered 404");
  }

  @Test
  void sendsNothingWhenCheckpointIsNotSignedByTheLog() {
    GrowingLog other = new GrowingLog("other.org", "a", 5);
    store.put(LogPaths.CHECKPOINT, other.note(5).bytes());
    assertThat(rules(cosigning.cosign())).isEmpty();
    store.put(
        LogPaths.CHECKPOINT, new SignedNote(LOG.note(6).text(), LOG.note(5).signatures()).bytes());
    assertThat(rules(cosigning.cosign())).isEmpty();
    store.put(LogPaths.CHECKPOINT, "spoiled".getBytes(UTF_8));
    assertThat(rules(cosigning.cosign())).isEmpty();

    assertThat(requests).isEmpty();
    clock.advance(CosigningFindings.BEHIND_AFTER);
    assertThat(rules(cosigning.cosign())).containsExactly("log-witness-behind");
  }

  @Test
  void sendsNothingWhenTilesDoNotHaveTheRoot() {
    GrowingLog fork = new GrowingLog(ORIGIN, "b", 5);
    fork.tiles(5).forEach((address, tile) -> store.put(LogPaths.of(address), tile));

    assertThat(rules(cosigning.cosign())).isEmpty();
    assertThat(requests).isEmpty();
  }

  @Test
  void readsCheckpointAgainWhenTheLogGrowsAndPartialTilesVanish() {
    boolean[] grown = {false};
    store.before(
        (operation, key) -> {
          if (key.startsWith(LogPaths.TILES) && !grown[0]) {
            grown[0] = true;
            LOG.tiles(5).keySet().forEach(it -> store.destroy(LogPaths.of(it)));
            publish(9);
          }
        });

    cosigning.cosign();

    assertThat(cosigning.cosignedSize()).contains(9L);
  }

  @Test
  void asksNobodyBeforeTheFirstEntry() {
    InMemoryLogStore empty = new InMemoryLogStore();
    store.destroy(LogPaths.CHECKPOINT);
    assertThat(rules(cosigning.cosign())).isEmpty();
    store.put(LogPaths.CHECKPOINT, LOG.note(0).bytes());
    clock.advance(CosigningFindings.BEHIND_AFTER.multipliedBy(2));
    assertThat(rules(cosigning.cosign())).isEmpty();

    assertThat(requests).isEmpty();
    assertThat(empty.keys()).isEmpty();
    assertThat(Checkpoint.of(LOG.note(0).text()).size()).isZero();
  }

  @Test
  void asksWitnessWithTwoKeysOnce() {
    String policy =
        "witness a1 "
            + A.key()
            + " http://127.0.0.1:1/w\nwitness a2 "
            + B.key()
            + " http://127.0.0.1:1/w\nquorum a2\n";
    CosigningPolicy parsed = CosigningPolicy.of(LogPolicy.parse(policy.getBytes(UTF_8)));

    assertThat(parsed.witnesses()).hasSize(1);
    assertThat(parsed.witnesses().get(0).name()).isEqualTo("a1,a2");
    assertThat(parsed.witnesses().get(0).keys()).containsExactly(A.key(), B.key());
  }

  @Test
  void rejectsQuorumOfWitnessesThatAreNeverAsked() {
    String policy =
        "witness a "
            + A.key()
            + " http://127.0.0.1:1/\nwitness b "
            + B.key()
            + "\ngroup both all a b\nquorum both\n";

    assertThatThrownBy(() -> CosigningPolicy.of(LogPolicy.parse(policy.getBytes(UTF_8))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("the quorum needs witnesses whose lines have no URL");
  }

  @Test
  void tellsCosignedSizeWhileRunWaitsForAnswers() {
    cosigning.cosign();
    publish(300);
    List<Long> told = new ArrayList<>();
    answers.put(
        "a",
        body -> {
          told.add(
              CompletableFuture.supplyAsync(() -> cosigning.cosignedSize().orElseThrow())
                  .orTimeout(10, TimeUnit.SECONDS)
                  .join());
          return signed(A, body);
        });

    cosigning.cosign();

    assertThat(told).containsExactly(5L);
    assertThat(cosigning.cosignedSize()).contains(300L);
  }
}
