package dev.waybill.record.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TrustListTest {
  private static final String A = "SHA256:" + "a".repeat(43);
  private static final String B = "SHA256:" + "b".repeat(43);
  private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");
  private static final Instant NIGHT = Instant.parse("2030-01-01T23:00:00Z");

  @Test
  void readsKeysWithTheirLimitsAndSkipsComments() {
    TrustList list =
        TrustList.parse(
            "# keys\n\n" + A + "\n " + B + " not-before=" + NOON + " revoked-at=" + NIGHT + " # B");

    assertThat(list.keyIds()).containsExactly(A, B);
    assertThat(list.period(A)).contains(TrustPeriod.ALWAYS);
    assertThat(list.period(B)).contains(new TrustPeriod(NOON, null, NIGHT));
    assertThat(list.period("SHA256:" + "c".repeat(43))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SHA256:short | line 2: must begin with the fingerprint",
        "ID until=2030-01-01T00:00:00Z | line 2: after the fingerprint, only",
        "ID revoked | line 2: after the fingerprint, only",
        "ID revoked-at=tomorrow | line 2: revoked-at must be a time in UTC",
        "ID revoked-at= | line 2: revoked-at must be a time in UTC",
        "ID not-before=2030-01-02T00:00:00Z not-after=2030-01-01T00:00:00Z | line 2: not-after is",
        "ID not-before=2030-01-02T00:00:00Z not-before=2031-01-02T00:00:00Z | line 2: not-before"
            + " is",
        "OTHER | line 2: the key has two lines",
      })
  void namesLineThatIsWrong(String line, String problem) {
    String text = B + "\n" + line.replace("ID", A).replace("OTHER", B);

    assertThatThrownBy(() -> TrustList.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(problem);
  }

  @Test
  void revokesOneKeyAndKeepsEverythingElse() {
    TrustList list = TrustList.parse("# ours\n" + A + " not-before=" + NOON + " # of May\n" + B);

    assertThat(list.revoke(A, NIGHT).text())
        .isEqualTo(
            "# ours\n"
                + A
                + " not-before="
                + NOON
                + " revoked-at="
                + NIGHT
                + " # of May\n"
                + B
                + "\n");
  }

  @Test
  void revokesEarlierButNeverLater() {
    TrustList revoked = TrustList.of(List.of(A)).revoke(A, NIGHT);

    assertThat(revoked.revoke(A, NOON).period(A)).contains(new TrustPeriod(null, null, NOON));
    assertThatThrownBy(() -> revoked.revoke(A, NIGHT.plusSeconds(1)))
        .hasMessageContaining("was revoked at " + NIGHT);
  }

  /** A line for an unlisted key would make its earlier records trusted. */
  @Test
  void rejectsRevocationOfUnlistedKey() {
    assertThatThrownBy(() -> TrustList.of(List.of(A)).revoke(B, NOON))
        .hasMessageContaining("is not listed");
  }

  @Test
  void judgesRecordByTheTimeAtWhichItWasStored() {
    TrustPeriod period = new TrustPeriod(NOON, NIGHT, null);

    assertThat(period.problem(NOON)).isEmpty();
    assertThat(period.problem(NIGHT)).isEmpty();
    assertThat(period.problem(NOON.minusSeconds(1)).orElseThrow()).contains("trusted from");
    assertThat(period.problem(NIGHT.plusSeconds(1)).orElseThrow()).contains("trusted until");
    assertThat(period.problem(null).orElseThrow()).contains("not proven");
    assertThat(TrustPeriod.ALWAYS.problem(null)).isEmpty();
  }

  @Test
  void trustsNoRecordFromTheRevocationOn() {
    TrustPeriod period = TrustPeriod.ALWAYS.revoked(NOON);

    assertThat(period.problem(NOON.minusSeconds(1))).isEmpty();
    assertThat(period.problem(NOON).orElseThrow()).contains("revoked at " + NOON);
  }
}
