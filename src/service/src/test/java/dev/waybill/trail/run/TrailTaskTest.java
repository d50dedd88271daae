package dev.waybill.trail.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.Report;
import dev.waybill.log.InMemoryLogStore;
import dev.waybill.log.StatementArchive;
import dev.waybill.log.TestKeyPair;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.log.LogEntry;
import dev.waybill.trail.run.FakeTrail.Digest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TrailTaskTest {
  private static final Instant START = Instant.parse("2026-11-01T00:12:31Z");
  private static final TestKeyPair KEYS = TestKeyPair.create();
  private static final RecordVerifier VERIFIER = KEYS.verifier();
  private static final FakeTrail UNTOUCHED = new FakeTrail();
  private static final List<Digest> CHAIN = UNTOUCHED.chain(START, 12);

  private final InMemoryLogStore store = new InMemoryLogStore();
  private final List<LogEntry> logged = new ArrayList<>();
  private final FakeTrail trail = UNTOUCHED.copy();

  private List<Report> run(Instant now) {
    return run(trail, now);
  }

  private List<Report> run(FakeTrail bucket, Instant now) {
    StatementArchive archive =
        new StatementArchive(store, "prov", KEYS::seal, VERIFIER, logged::add);
    try (TrailVerifier verifier = new TrailVerifier(bucket, bucket, "main")) {
      return new TrailTask(
              verifier,
              List.of(FakeTrail.ROOT),
              new TrailStore(store),
              new TrailStatements(archive, FakeTrail.BUCKET, "waybill/test"),
              "main",
              Duration.ofDays(3),
              result -> {},
              Clock.fixed(now, ZoneOffset.UTC))
          .run();
    }
  }

  private static Instant hour(int hours) {
    return START.plus(Duration.ofHours(hours)).plusSeconds(1200);
  }

  private static List<String> findings(List<Report> reports) {
    return reports.stream()
        .filter(Finding.class::isInstance)
        .map(it -> ((Finding) it).rule())
        .toList();
  }

  private static List<String> ends(List<Report> reports) {
    return reports.stream()
        .filter(FindingEnd.class::isInstance)
        .map(it -> ((FindingEnd) it).uid())
        .toList();
  }

  private TrailState.Region state() {
    return new TrailStore(store).load().state().regions().get(0);
  }

  private JsonNode statement(String key) throws IOException {
    byte[] bundle = store.find(key).orElseThrow().content();
    String payload = VERIFIER.statement(bundle, null).orElseThrow().payload();
    return new ObjectMapper().readTree(payload.getBytes(UTF_8)).path("predicate");
  }

  @Test
  void statesVerifiedDigestsWithTheirKeyAndLogsThem() throws IOException {
    List<Report> reports = run(hour(12));

    assertThat(findings(reports)).isEmpty();
    assertThat(ends(reports))
        .contains("trail-broken/111122223333/eu-central-1", "trail-failed/all");
    assertThat(logged).extracting(LogEntry::kind).containsOnly(EntryKind.TRAIL);
    JsonNode last = statement("trail/20261101T121231Z-111122223333-eu-central-1.sigstore.json");
    JsonNode newest = last.path("digests").path(last.path("digests").size() - 1);
    assertThat(newest.path("key").asText()).isEqualTo(CHAIN.get(11).key());
    assertThat(newest.path("signature").asText()).isEqualTo(CHAIN.get(11).signature);
    assertThat(last.path("publicKeys").path(0).path("fingerprint").asText()).isEqualTo("own");
    assertThat(last.path("faultCount").asInt()).isZero();
    assertThat(state().through()).isEqualTo(CHAIN.get(11).end);
    assertThat(state().key()).isEqualTo(CHAIN.get(11).key());
  }

  @Test
  void readsOnlyNewDigestsAndTheirLogFilesAgain() {
    List<Report> unused = run(hour(12));
    int first = trail.reads();
    Digest next = new Digest();
    next.start = CHAIN.get(11).end;
    next.end = next.start.plus(Duration.ofHours(1));
    next.logs.add(trail.log(next.start.plusSeconds(60), "next"));
    FakeTrail.follow(next, CHAIN.get(11));
    trail.put(next);
    int statements = logged.size();

    assertThat(findings(run(hour(13)))).isEmpty();

    assertThat(logged).hasSize(statements + 1);
    assertThat(state().through()).isEqualTo(next.end);
    // The digests of one day, and one log file.
    assertThat(trail.reads() - first).isLessThanOrEqualTo(14);
  }

  @Test
  void endsFindingOnceGenuineFileIsBack() {
    List<Report> unused = run(hour(12));
    String key = CHAIN.get(5).logs.get(0).key();
    byte[] genuine = trail.bytes(key);
    trail.put(key, FakeTrail.gzip("{\"Records\":[]}"), Map.of(), hour(12));

    assertThat(findings(run(hour(13)))).containsExactly("trail-broken");
    assertThat(state().faults())
        .extracting(it -> it.kind().label())
        .containsExactly("log-overwritten");

    trail.put(key, genuine, Map.of(), hour(13));
    assertThat(ends(run(hour(13)))).contains("trail-broken/111122223333/eu-central-1");
  }

  @Test
  void reportsMissingNewDigestAsLateAndRemovedOneAsBroken() {
    List<Report> unused = run(hour(12));

    assertThat(findings(run(hour(16)))).containsExactly("trail-late");

    trail.remove(CHAIN.get(11).key());
    assertThat(findings(run(hour(12)))).contains("trail-broken");
    assertThat(state().faults()).extracting(it -> it.kind().label()).contains("tail-cut");
  }

  @Test
  void reportsRunThatCannotReadAsFailed() {
    trail.deny(CHAIN.get(4).key());
    assertThat(findings(run(hour(12)))).containsExactly("trail-failed");

    FakeTrail away = UNTOUCHED.copy();
    away.goAway();
    assertThat(findings(run(away, hour(12)))).containsExactly("trail-failed");
  }

  @Test
  void verifiesAgainWhatCouldNotBeStated() {
    store.before(
        (call, key) -> {
          if (key.startsWith("trail/")) {
            throw new IllegalStateException("S3 is full");
          }
        });
    assertThat(findings(run(hour(12)))).containsExactly("trail-failed");
    assertThat(state().through()).isNull();

    store.before((call, key) -> {});
    assertThat(findings(run(hour(12)))).isEmpty();
    assertThat(state().through()).isEqualTo(CHAIN.get(11).end);
  }

  @Test
  void tellsAuditsHowFarLogFilesAreVerified() {
    TrailEvidence evidence = new TrailEvidence(new TrailStore(store));
    evidence.recall();
    assertThat(evidence.events(START, START)).isEqualTo("not verified yet");

    String key = CHAIN.get(5).logs.get(0).key();
    trail.replace(key, FakeTrail.gzip("{}"), Map.of());
    List<Report> unused = run(hour(12));
    evidence.recall();

    assertThat(evidence.events(START, hour(3))).startsWith("broken: log-altered: s3://trail-logs/");
    assertThat(evidence.events(START.minus(Duration.ofDays(2)), START.minus(Duration.ofDays(1))))
        .isEqualTo("verified");
    assertThat(evidence.events(START.plus(Duration.ofDays(1)), START.plus(Duration.ofDays(1))))
        .isEqualTo("not verified yet");
    assertThat(evidence.file("s3://trail-logs/" + key, START)).startsWith("broken: log-altered");
    assertThat(evidence.file("s3://trail-logs/other", START)).isEqualTo("verified");
  }
}
