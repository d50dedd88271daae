package dev.waybill.log.cosign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.Report;
import dev.waybill.log.InMemoryLogStore;
import dev.waybill.log.LogPaths;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.log.NoteSignature;
import dev.waybill.record.log.SignedNote;
import dev.waybill.record.log.VerifierKey;
import dev.waybill.witness.GrowingLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Requests for cosignatures, and what is stored of the answers. */
final class CosigningTest extends WitnessedRuns {
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
  void tellsCosignedSizeWhileRunWaitsForAnswers() {
    cosigning.cosign();
    publish(300);
    List<Long> told = new ArrayList<>();
    answers.put(
        "a",
        body -> {
          told.add(
              CompletableFuture.supplyAsync(() -> cosigning.cosignedSize().orElseThrow())
                  .orTimeout(60, TimeUnit.SECONDS)
                  .join());
          return signed(A, body);
        });

    cosigning.cosign();

    assertThat(told).containsExactly(5L);
    assertThat(cosigning.cosignedSize()).contains(300L);
  }

  @Test
  void tellsStandingOfEachWitness() {
    assertThat(cosigning.standings()).isEmpty();
    answers.put("b", body -> new WitnessReply.Failed("<script>"));
    cosigning.cosign();
    assertThat(cosigning.standings())
        .containsExactly(
            new WitnessStanding("a", 5L, NOW, "cosigned"),
            new WitnessStanding("b", null, null, "failed"));

    publish(9);
    answers.put("a", body -> new WitnessReply.Failed("down"));
    cosigning.cosign();
    assertThat(cosigning.standings().get(0)).isEqualTo(new WitnessStanding("a", 5L, NOW, "failed"));
  }

  @Test
  void readsPublishedTreeOnlyWithSignatureOfTheLog() {
    List<VerifierKey> keys = List.of(LOG.signer().key());
    assertThat(PublishedTree.read(store, keys).orElseThrow().size()).isEqualTo(5);
    assertThat(PublishedTree.read(new InMemoryLogStore(), keys)).isEmpty();
    List<VerifierKey> others = List.of(A.key());
    assertThatThrownBy(() -> PublishedTree.read(store, others))
        .isInstanceOf(InvalidLogException.class);
  }
}
