package dev.waybill.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.log.TestKeyPair;
import dev.waybill.provenance.PublishedDelegation;
import dev.waybill.record.Bundle;
import dev.waybill.record.DelegationStatement;
import dev.waybill.record.Pae;
import dev.waybill.record.trust.Delegations;
import dev.waybill.record.trust.TrustPeriod;
import dev.waybill.verify.KeyStatus.Delegator;
import dev.waybill.verify.KeyStatus.State;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Keys that published delegations are about. */
final class DelegatedKeyInventoryTest {
  private static final Instant FROM = Instant.parse("2030-01-02T03:00:00Z");
  private static final Instant UNTIL = FROM.plus(Duration.ofHours(24));
  private static final Instant STORED = FROM.plusSeconds(300);
  private static final String ARN = "arn:aws:kms:eu-central-1:111111111111:key/a";

  private final TestKeyPair kms = TestKeyPair.create();
  private final TestKeyPair delegate = TestKeyPair.create();
  private final Map<String, TrustPeriod> limits = new HashMap<>();

  @Test
  void tellsTimeAndDelegatorOfAKeyThatMaySign() {
    KeyStatus status = only(UNTIL.minusSeconds(1), published(bundle("raw", UNTIL, kms)));

    assertThat(status)
        .isEqualTo(
            new KeyStatus(
                delegate.id(),
                State.DELEGATED,
                new TrustPeriod(FROM, UNTIL, null),
                STORED,
                "",
                new Delegator(ARN, kms.id())));
    assertThat(status.state().isFinding()).isFalse();
  }

  @Test
  void limitsAKeyWhoseDelegationEnded() {
    KeyStatus status = only(UNTIL.plusSeconds(1), published(bundle("raw", UNTIL, kms)));

    assertThat(status.state()).isEqualTo(State.LIMITED);
    assertThat(status.delegator()).isEqualTo(new Delegator(ARN, kms.id()));
  }

  @Test
  void tellsThatTheOperatorRevokedAKey() {
    Instant revoked = STORED.plusSeconds(60);
    limits.put(delegate.id(), TrustPeriod.ALWAYS.revoked(revoked));

    KeyStatus status = only(revoked.plusSeconds(1), published(bundle("raw", UNTIL, kms)));

    assertThat(status.state()).isEqualTo(State.REVOKED);
    assertThat(status.period()).isEqualTo(new TrustPeriod(FROM, UNTIL, revoked));
    assertThat(only(revoked.minusSeconds(1), published(bundle("raw", UNTIL, kms))).state())
        .isEqualTo(State.DELEGATED);
    limits.put(delegate.id(), TrustPeriod.ALWAYS.revoked(STORED));
    assertThat(only(revoked, published(bundle("raw", UNTIL, kms))).state())
        .as("never trusted")
        .isEqualTo(State.REVOKED);
  }

  @Test
  void rejectsDelegationsThatMakeNoKeyTrusted() {
    assertRejected(bundle("raw", UNTIL, TestKeyPair.create()), "delegation-untrusted");
    assertRejected(bundle("raw", UNTIL, delegate), "delegation-untrusted");
    assertRejected(bundle("other", UNTIL, kms), "delegation-of-other-deployment");
    assertRejected(bundle("raw", UNTIL.plus(Duration.ofHours(2)), kms), "delegation-too-long");
    assertRejected(bundle("raw", STORED.minusSeconds(1), kms), "delegation-expired");
    assertRejected("{}".getBytes(UTF_8), "delegation-malformed");
  }

  @Test
  void rejectsForgedDelegation() {
    byte[] foreign = bundle("raw", UNTIL, TestKeyPair.create());
    String forged =
        new String(foreign, UTF_8)
            .replaceAll("\"(hint|keyid)\":\"[^\"]*\"", "\"$1\":\"" + kms.id() + '"');

    assertRejected(forged.getBytes(UTF_8), "delegation-forged");
  }

  @Test
  void rejectsDelegationUnderTheNameOfAnotherKey() {
    String name = DelegationStatement.key(kms.id());
    KeyStatus status =
        only(STORED, new PublishedDelegation(name, bundle("raw", UNTIL, kms), STORED));

    assertThat(status.id()).isEqualTo(name);
    assertThat(status.state()).isEqualTo(State.REJECTED);
  }

  private void assertRejected(byte[] bundle, String problem) {
    KeyStatus status = only(STORED, published(bundle));

    assertThat(status.state()).isEqualTo(State.REJECTED);
    assertThat(status.state().isFinding()).isTrue();
    assertThat(status.id()).isEqualTo(DelegationStatement.key(delegate.id()));
    assertThat(status.note()).startsWith(problem);
    assertThat(status.period()).isNull();
  }

  private KeyStatus only(Instant now, PublishedDelegation published) {
    Delegations place =
        new Delegations(
            id -> Optional.empty(), "prov", "raw", id -> Optional.ofNullable(limits.get(id)));
    List<KeyStatus> statuses =
        DelegatedKeyInventory.of(kms.verifier(), place, List.of(published), now);
    assertThat(statuses).hasSize(1);
    return statuses.get(0);
  }

  private PublishedDelegation published(byte[] bundle) {
    return new PublishedDelegation(DelegationStatement.key(delegate.id()), bundle, STORED);
  }

  private byte[] bundle(String raw, Instant until, TestKeyPair signer) {
    byte[] statement =
        new DelegationStatement(
                delegate.getPublic(), "prov", raw, FROM, until, ARN, null, FROM, "", "")
            .statement("waybill/test");
    return Bundle.write(statement, signer.sign(Pae.of(statement)), signer.id());
  }
}
