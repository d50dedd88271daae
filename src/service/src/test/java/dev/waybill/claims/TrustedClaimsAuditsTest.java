package dev.waybill.claims;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.audit.UnansweredQueryException;
import dev.waybill.audit.Window;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.audit.run.EnabledAudits;
import dev.waybill.audit.run.Rows;
import dev.waybill.log.LogStore.Keeping;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class TrustedClaimsAuditsTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
  private static final Window DAY =
      new Window(NOON.minusSeconds(3600), NOON, NOON.plusSeconds(3600));

  private final SignedClaims claims = new SignedClaims();
  private String statement = "SELECT * FROM waybill_calls";
  private final TrustedClaimsAudits audits =
      new TrustedClaimsAudits(new OneAudit(), claims.inspection(), "audits", "prov");

  private final class OneAudit implements EnabledAudits {
    @Override
    public AuditQuery query(String audit) {
      return Rows.query();
    }

    @Override
    public String sql(AuditQuery query, Window window) {
      return statement;
    }
  }

  private String sql() {
    return audits.sql(Rows.query(), DAY);
  }

  private static String range(String first, String last) {
    return "\"$path\" BETWEEN 's3://prov/claims/2026/11/"
        + first
        + "' AND 's3://prov/claims/2026/11/"
        + last
        + "'";
  }

  private void forged(String key) {
    claims.put("claims/2026/11/" + key, new byte[] {'x'});
  }

  @Test
  void leavesOtherStatementsAsTheyAre() {
    statement = "SELECT * FROM cloudtrail_logs";

    assertThat(sql()).isEqualTo(statement);
    assertThat(claims.store().calls()).isZero();
  }

  @Test
  void readsNothingWithoutTrustedFile() {
    forged("30/a.ndjson.gz");

    assertThat(sql())
        .isEqualTo(
            """
            WITH waybill_calls AS (
            SELECT * FROM "audits"."waybill_calls" WHERE false)
            SELECT * FROM (
            SELECT * FROM waybill_calls
            )\
            """);
  }

  @Test
  void namesNeighboursOnceAndLeavesForgedFilesOut() {
    claims.put("r", 1, NOON.minusSeconds(86_400), "a");
    for (int number = 1; number <= 4; number++) {
      claims.put("r", number, NOON, "b" + number);
    }
    claims.put("s", 1, NOON, "c");
    forged("30/r-000002.ndjson.gz0");
    forged("30/zzz");

    assertThat(sql())
        .contains(range("29/r-000001.ndjson.gz", "29/r-000001.ndjson.gz"))
        .contains(range("30/r-000001.ndjson.gz", "30/r-000002.ndjson.gz"))
        .contains(range("30/r-000003.ndjson.gz", "30/s-000001.ndjson.gz"))
        .doesNotContain("zzz")
        .doesNotContain("UNION");
  }

  @Test
  void ignoresFileThatIsReplaced() {
    claims.put("r", 1, NOON, "a");
    String before = sql();
    claims.store().setTime(NOON.plusSeconds(1));
    String eTag = claims.store().find("claims/2026/11/30/r-000001.ndjson.gz").orElseThrow().eTag();
    assertThat(
            claims
                .store()
                .replace(
                    "claims/2026/11/30/r-000001.ndjson.gz",
                    new byte[] {'x'},
                    eTag,
                    Keeping.TEMPORARY))
        .isPresent();

    assertThat(before).contains("BETWEEN");
    assertThat(sql()).contains("WHERE false");
  }

  @Test
  void failsWhenForgedFilesAreEverywhere() {
    for (int number = 1; number <= TrustedClaimsAudits.MAX_RANGES + 1; number++) {
      forged(
          claims.put("r", number, NOON, "a" + number).substring("claims/2026/11/".length()) + "x");
    }

    assertThatThrownBy(this::sql)
        .isInstanceOf(UnansweredQueryException.class)
        .hasMessageContaining("claims-forged");
  }

  @Test
  void failsWhileFileCannotBeReadAndLeavesItOutWhenItNeverCan() {
    claims.put("r", 1, NOON, "a");
    forged("30/sealed");
    claims
        .store()
        .before(
            (operation, key) -> {
              if (key.endsWith("sealed")) {
                throw new IllegalStateException("400");
              }
            });

    for (int failure = 1; failure < ClaimsInspection.MAX_FAILURES; failure++) {
      assertThatThrownBy(this::sql)
          .isInstanceOf(UnansweredQueryException.class)
          .hasMessageContaining("30/sealed cannot be read: 400");
    }
    assertThat(sql()).contains(range("30/r-000001.ndjson.gz", "30/r-000001.ndjson.gz"));
  }
}
