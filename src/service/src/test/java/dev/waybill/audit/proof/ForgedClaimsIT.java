package dev.waybill.audit.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.audit.Window;
import dev.waybill.audit.catalog.AuditCatalog;
import dev.waybill.audit.catalog.AuditQuery;
import dev.waybill.audit.run.EnabledAudits;
import dev.waybill.claims.SignedClaims;
import dev.waybill.claims.TrustedClaimsAudits;
import dev.waybill.log.LogStore.Listed;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * PL-07 over claims among which a thief put files of all kinds: the files of the service are used,
 * and no other one claims a call or fails the query.
 */
@ExtendWith(CloudExtension.class)
final class ForgedClaimsIT {
  private static final String DAY = "2026/03/10";
  private static final Instant AT = Instant.parse("2026-03-10T12:00:00Z");

  /** Files of the service between forged ones: more than one selection names. */
  private static final int FILES = 60;

  private final CloudUnderTest cloud;
  private final AuditQuery audit =
      AuditCatalog.load(AuditedLogs.HOME).queries().stream()
          .filter(it -> it.id().equals("PL-07"))
          .findFirst()
          .orElseThrow();
  private final SignedClaims claims = new SignedClaims();

  ForgedClaimsIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  /** Statement of the audit as its file has it. */
  private final class OneAudit implements EnabledAudits {
    @Override
    public AuditQuery query(String id) {
      return audit;
    }

    @Override
    public String sql(AuditQuery query, Window window) {
      return ProofDeployment.bind(query, window);
    }
  }

  /** Returns an event that the fixtures of the audit find, under a request id. */
  private static JsonNode event(String requestId) {
    ObjectNode event =
        Objects.requireNonNull(ProofCases.all().get("PL-07")).stream()
            .flatMap(it -> it.events().stream())
            .filter(it -> it.expectedBy().contains("PL-07"))
            .map(ProofEvent::json)
            .map(ObjectNode.class::cast)
            .findFirst()
            .orElseThrow()
            .deepCopy();
    return event
        .put("requestID", requestId)
        .put("eventID", "event-of-" + requestId)
        .put("eventTime", "2026-03-10T12:30:00Z");
  }

  /** Puts files of every kind between, before and behind those of the service. */
  private void forge() {
    byte[] genuine =
        claims.store().find("claims/" + DAY + "/r-000001.ndjson.gz").orElseThrow().content();
    byte[] garbage = new byte[5000];
    new Random(7).nextBytes(garbage);
    garbage[0] = 0x1f;
    garbage[1] = (byte) 0x8b;
    String claim = "{\"kind\":\"call\",\"replica\":\"r\",\"request_id\":\"claimed by a thief\"}\n";
    claims.put("claims/" + DAY + "/aaa.ndjson.gz", garbage);
    claims.put("claims/" + DAY + "/bbb.ndjson.gz", claim.getBytes(StandardCharsets.UTF_8));
    claims.put("claims/" + DAY + "/ccc.ndjson.gz", Arrays.copyOf(genuine, genuine.length / 2));
    claims.put("claims/" + DAY + "/text", "no claims".getBytes(StandardCharsets.UTF_8));
    claims.put("claims/" + DAY + "/huge.ndjson", new byte[9 << 20]);
    claims.put("claims/" + DAY + "/zzz.ndjson.gz", AuditedLogs.gzip(claim));
    for (int number = 1; number <= FILES; number++) {
      claims.put(
          String.format(Locale.ROOT, "claims/%s/r-%06d.ndjson.gzx.gz", DAY, number), garbage);
    }
  }

  @Test
  void usesFilesOfServiceOnly() {
    cloud.assumeWithout(EmulatorLimit.NO_ATHENA);
    cloud.assumeWithout(EmulatorLimit.NO_GLUE);
    AuditedLogs logs = AuditedLogs.make(cloud);
    List<JsonNode> events = new ArrayList<>();
    for (int number = 1; number <= FILES; number++) {
      claims.put("r", number, AT, "call " + number);
      events.add(event("call " + number));
    }
    // The replica lives on, so that no call is exempt as one around its end.
    claims.put("r", FILES + 1, AT.plusSeconds(7200), "call after the others");
    events.add(event("claimed by a thief"));
    events.add(event("claimed by no file"));
    logs.deliver(DAY, "events", events);
    forge();
    try (Stream<Listed> files = claims.store().list("claims/")) {
      files.forEach(
          it -> logs.putClaims(it.key(), claims.store().find(it.key()).orElseThrow().content()));
    }
    TrustedClaimsAudits trusted =
        new TrustedClaimsAudits(
            new OneAudit(), claims.inspection(), logs.database(), logs.provenanceBucket());

    assertThat(logs.failures(Map.of("all files", ProofDeployment.bind(audit, ProofDeployment.DAY))))
        .containsKey("all files");
    assertThat(logs.ask(trusted.sql(audit, ProofDeployment.DAY)).all("request_id"))
        .containsExactlyInAnyOrder("claimed by a thief", "claimed by no file");
  }
}
