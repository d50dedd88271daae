package dev.waybill.claims;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.Finding;
import dev.waybill.alert.Report;
import dev.waybill.alert.Severity;
import dev.waybill.log.InMemoryLogStore;
import dev.waybill.log.LogStore.Keeping;
import dev.waybill.log.TestKeyPair;
import dev.waybill.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ClaimsCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final TestKeyPair OURS = TestKeyPair.create();
  private static final TestKeyPair STRANGER = TestKeyPair.create();

  private final InMemoryLogStore store = new InMemoryLogStore();
  private final ManualClock clock = new ManualClock(NOW);
  private final ClaimsCheck check =
      new ClaimsCheck(new ClaimsInspection(store, OURS.verifier()), "prov", clock);

  private ClaimsFile file(int number, TestKeyPair signer) {
    return ClaimsFile.of(
        new ClaimsFile.Header("r", number, clock.instant(), false, false),
        List.of(ClaimFixtures.answered(number)),
        signer::seal);
  }

  private void put(String key, byte[] content) {
    assertThat(store.create(key, content, Keeping.TEMPORARY)).isTrue();
  }

  private List<Report> forged(String key) {
    List<Report> reports = check.run();
    assertThat(reports)
        .singleElement()
        .isInstanceOfSatisfying(
            Finding.class,
            it -> {
              assertThat(it.uid()).isEqualTo("claims-forged/prov/" + key);
              assertThat(it.severity()).isEqualTo(Severity.CRITICAL);
            });
    return reports;
  }

  @Test
  void acceptsFileThatTheServiceSigned() {
    ClaimsFile ours = file(1, OURS);
    put(ours.key(), ours.content());

    assertThat(check.run()).isEmpty();
  }

  @Test
  void reportsFileThatAnotherKeySignedOnce() {
    ClaimsFile file = file(1, STRANGER);
    put(file.key(), file.content());

    assertThat(forged(file.key())).hasSize(1);
    assertThat(check.run()).isEmpty();
  }

  @Test
  void reportsSignedFileUnderAnotherKey() {
    put("claims/2026/11/30/r-000002.ndjson.gz", file(1, OURS).content());

    assertThat(forged("claims/2026/11/30/r-000002.ndjson.gz")).hasSize(1);
  }

  @Test
  void reportsSignedStatementOverOtherLines() {
    ClaimsFile ours = file(1, OURS);
    ClaimsFile swapped =
        ClaimsFile.of(
            new ClaimsFile.Header("r", 1, NOW, false, false),
            List.of(ClaimFixtures.answered(7)),
            statement -> ClaimsFile.read(ours.content()).orElseThrow().statement());
    put(swapped.key(), swapped.content());

    assertThat(forged(swapped.key())).hasSize(1);
  }

  @Test
  void reportsSignedStatementOfAnotherType() {
    ClaimsFile record =
        ClaimsFile.of(
            new ClaimsFile.Header("r", 1, NOW, false, false),
            List.of(),
            statement ->
                OURS.seal(
                    new String(statement, java.nio.charset.StandardCharsets.UTF_8)
                        .replace("calls/v1", "custody/v2")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    put(record.key(), record.content());

    assertThat(forged(record.key())).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "{\"kind\":\"call\"}"})
  void reportsObjectThatIsNoFile(String content) {
    put("claims/2026/11/30/x", content.getBytes(java.nio.charset.StandardCharsets.UTF_8));

    assertThat(forged("claims/2026/11/30/x")).hasSize(1);
  }

  @Test
  void reportsFileThatIsCutOff() {
    ClaimsFile ours = file(1, OURS);
    put(ours.key(), Arrays.copyOf(ours.content(), ours.content().length - 9));

    assertThat(forged(ours.key())).hasSize(1);
  }

  @Test
  void checksFilesOfYesterdayAndReadsEachOnce() {
    ClaimsFile forged = file(1, STRANGER);
    put(forged.key(), forged.content());
    clock.advance(Duration.ofDays(1));

    assertThat(forged(forged.key())).hasSize(1);
    long calls = store.calls();
    assertThat(check.run()).isEmpty();
    assertThat(store.calls() - calls).isEqualTo(2);
  }

  @Test
  void retriesAfterTheStoreFailed() {
    ClaimsFile forged = file(1, STRANGER);
    put(forged.key(), forged.content());
    store.before(
        (operation, key) -> {
          if (operation.equals("find")) {
            throw new IllegalStateException("down");
          }
        });
    assertThat(check.run()).isEmpty();
    store.before((operation, key) -> {});

    assertThat(forged(forged.key())).hasSize(1);
  }

  @Test
  void reportsManyForgedFilesInSeveralRuns() {
    for (int number = 1; number <= 25; number++) {
      ClaimsFile forged = file(number, STRANGER);
      put(forged.key(), forged.content());
    }

    assertThat(check.run()).hasSize(20);
    assertThat(check.run()).hasSize(5);
    assertThat(check.run()).isEmpty();
  }

  @Test
  void reportsHugeFileWithoutReadingIt() {
    put("claims/2026/11/30/huge", new byte[(int) ClaimsInspection.MAX_STORED + 1]);
    store.before(
        (operation, key) -> {
          if (operation.equals("find")) {
            throw new IllegalStateException("read");
          }
        });

    assertThat(forged("claims/2026/11/30/huge")).hasSize(1);
  }

  @Test
  void reportsFileThatIsNeverGivenAndEveryOtherOneAtOnce() {
    String sealed = "claims/2026/11/30/a-under-a-customers-key";
    put(sealed, new byte[] {1});
    ClaimsFile forged = file(1, STRANGER);
    put(forged.key(), forged.content());
    store.before(
        (operation, key) -> {
          if (key.equals(sealed) && operation.equals("find")) {
            throw new IllegalStateException("400");
          }
        });

    assertThat(forged(forged.key())).hasSize(1);
    for (int failure = 2; failure < ClaimsInspection.MAX_FAILURES; failure++) {
      assertThat(check.run()).isEmpty();
    }
    assertThat(forged(sealed)).hasSize(1);
    assertThat(check.run()).isEmpty();
  }
}
