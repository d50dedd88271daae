package dev.waybill.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.alert.Finding;
import dev.waybill.alert.FindingEnd;
import dev.waybill.alert.Report;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionRenewalTest {
  private static final Instant NOW = Instant.parse("2026-11-30T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final Duration YEAR = Duration.ofDays(365);
  private static final Duration BEFORE = Duration.ofDays(90);
  private static final String RECORD = "records/raw/ab/v1.sigstore.json";

  private final List<String> extended = new ArrayList<>();
  private final List<Report> reports = new ArrayList<>();
  private final RetentionFindings findings =
      new RetentionFindings("provenance", reports::add, CLOCK);
  private boolean denied;

  private RetentionRenewal renewal(Duration retention, Duration before) {
    return new RetentionRenewal(retention, before, this::extend, findings, CLOCK);
  }

  private void extend(StatedLock lock, Instant until) {
    if (denied) {
      throw new IllegalStateException("S3 answered 403 AccessDenied");
    }
    extended.add(lock.key() + " " + lock.versionId() + " " + lock.mode() + " " + until);
  }

  private static StatedLock lock(String key, Duration left) {
    return new StatedLock(key, "v", "COMPLIANCE", NOW.plus(left));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        RECORD,
        "fixity/cycle/20261129T192300Z.sigstore.json",
        "chunks/raw/ab/v1/root.sha256",
        "keys/ab.pem",
        "log/tile/0/x001/234",
        "log/tile/entries/x001/234"
      })
  void retainsEvidenceForAsLongAsNewRecordWhenItsRetentionEndsSoon(String key) {
    renewal(YEAR, BEFORE).read(lock(key, Duration.ofDays(89)));
    assertThat(extended).containsExactly(key + " v COMPLIANCE 2027-11-30T12:00:00Z");
    assertThat(reports).isEmpty();
  }

  @Test
  void renewsWhatHasEndedAlready() {
    renewal(YEAR, BEFORE).read(lock(RECORD, Duration.ofDays(-1)));
    assertThat(extended).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "log/tile/0/000.p/12",
        "log/checkpoint",
        "log/lock",
        "log/pending/r/000000000001",
        "fixity/plan.json",
        "claims/2026/11/30/x.ndjson.gz"
      })
  void leavesWhatIsReplacedSoon(String key) {
    renewal(YEAR, BEFORE).read(lock(key, Duration.ofMinutes(1)));
    assertThat(extended).isEmpty();
  }

  @Test
  void leavesRetentionThatLastsOrThatIsNotStated() {
    RetentionRenewal renewal = renewal(YEAR, BEFORE);
    renewal.read(lock(RECORD, BEFORE));
    renewal.read(new StatedLock(RECORD, "v", null, null));
    renewal.read(new StatedLock(RECORD, "v", "GOVERNANCE", null));
    assertThat(extended).isEmpty();
  }

  @Test
  void renewsNothingWhenSwitchedOff() {
    renewal(YEAR, Duration.ZERO).read(lock(RECORD, Duration.ofDays(1)));
    RetentionRenewal.NONE.read(lock(RECORD, Duration.ofDays(1)));
    assertThat(extended).isEmpty();
  }

  /** A lead longer than the retention would renew at each reading. */
  @Test
  void renewsShortRetentionInItsSecondHalf() {
    RetentionRenewal renewal = renewal(Duration.ofDays(30), BEFORE);
    renewal.read(lock(RECORD, Duration.ofDays(15)));
    assertThat(extended).isEmpty();
    renewal.read(lock(RECORD, Duration.ofDays(14)));
    assertThat(extended).containsExactly(RECORD + " v COMPLIANCE 2026-12-30T12:00:00Z");
  }

  @Test
  void renewsForTwiceItsLeadWhenTheBucketDecides() {
    renewal(Duration.ZERO, BEFORE).read(lock(RECORD, Duration.ofDays(10)));
    assertThat(extended).containsExactly(RECORD + " v COMPLIANCE 2027-05-29T12:00:00Z");
  }

  @Test
  void reportsDeniedRenewalOnceAndItsEnd() {
    denied = true;
    RetentionRenewal renewal = renewal(YEAR, BEFORE);
    renewal.read(lock(RECORD, Duration.ofDays(3)));
    renewal.read(lock(RECORD, Duration.ofDays(3)));
    assertThat(reports).hasSize(1);
    assertThat(((Finding) reports.get(0)).message())
        .isEqualTo(
            "s3://provenance/"
                + RECORD
                + " is retained until 2026-12-03T12:00:00Z, and extending that failed: S3 answered"
                + " 403 AccessDenied");

    denied = false;
    renewal.read(lock(RECORD, Duration.ofDays(3)));
    assertThat(reports).hasSize(2);
    assertThat(reports.get(1)).isInstanceOf(FindingEnd.class);
  }
}
