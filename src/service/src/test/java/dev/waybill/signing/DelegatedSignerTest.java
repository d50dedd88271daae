package dev.waybill.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.waybill.log.InMemoryLogStore;
import dev.waybill.log.StoredObject;
import dev.waybill.log.TestKeyPair;
import dev.waybill.record.Bundle;
import dev.waybill.record.DelegationStatement;
import dev.waybill.record.Pae;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.log.LogEntry;
import dev.waybill.record.trust.Delegations;
import dev.waybill.record.trust.StoredDelegation;
import dev.waybill.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keys in memory that another key delegates to. */
final class DelegatedSignerTest {
  private static final Instant START = Instant.parse("2030-01-02T03:04:05Z");
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final byte[] STATEMENT = "{}".getBytes(UTF_8);

  private final ManualClock clock = new ManualClock(START);
  private final InMemoryLogStore store = new InMemoryLogStore();
  private final List<LogEntry> logged = new CopyOnWriteArrayList<>();
  private final Kms kms = new Kms();
  private final DelegatedSigner signer =
      new DelegatedSigner(
          new DelegationIssuer(
              kms,
              store,
              new DelegationIssuer.Deployment("prov", "raw", "arn", "session", "waybill/test")),
          clock);

  @AfterEach
  void close() {
    signer.close();
  }

  @Test
  void publishesAndLogsTheDelegationBeforeItSigns() {
    signer.logTo(logged::add);

    KeyedSignature signature = signer.sign(Pae.of(STATEMENT));

    DelegationStatement delegation = delegation(signature.keyId());
    assertThat(delegation.keyId()).isEqualTo(kms.pair.id());
    assertThat(delegation.raw()).isEqualTo("raw");
    assertThat(delegation.notBefore()).isEqualTo(START.minus(Duration.ofMinutes(5)));
    assertThat(delegation.notAfter()).isEqualTo(START.plus(Duration.ofHours(24)));
    assertThat(store.find(DelegationStatement.publicKeyName(signature.keyId()))).isPresent();
    assertThat(logged).singleElement().matches(it -> it.kind() == EntryKind.DELEGATION);
    assertThat(isValid(signature)).isTrue();
  }

  @Test
  void logReceivesDelegationsFromBeforeItsStart() {
    KeyedSignature signature = signer.sign(Pae.of(STATEMENT));

    signer.logTo(logged::add);

    assertThat(logged)
        .extracting(LogEntry::recordKey)
        .containsExactly(DelegationStatement.key(signature.keyId()));
  }

  @Test
  void signsWithOneKeyForTwelveHoursAndThenWithAnother() {
    String first = signer.sign(STATEMENT).keyId();
    clock.advance(Duration.ofHours(12).minusMillis(1));
    assertThat(signer.sign(STATEMENT).keyId()).isEqualTo(first);
    assertThat(kms.signed).hasValue(1);
    clock.advance(Duration.ofMillis(1));

    await().atMost(LIMIT).until(() -> !signer.sign(STATEMENT).keyId().equals(first));

    assertThat(kms.signed).hasValue(2);
    assertThat(signer.keyIds()).hasSize(2).contains(first).doesNotHaveDuplicates();
    clock.advance(Duration.ofMinutes(15));
    assertThat(signer.keyIds()).as("signatures of the first one are stored").hasSize(1);
  }

  @Test
  void goesOnWithoutKmsUntilTheDelegationEnds() {
    String first = signer.sign(STATEMENT).keyId();
    kms.isAway = true;
    clock.advance(Duration.ofHours(23).plusMinutes(49));

    KeyedSignature late = signer.sign(Pae.of(STATEMENT));

    assertThat(late.keyId()).isEqualTo(first);
    assertThat(isValid(late)).isTrue();
  }

  /** The worst half hour: the renewal is due when it begins. */
  @Test
  void signsEverySecondOfThirtyMinutesWithoutKms() {
    String first = signer.sign(STATEMENT).keyId();
    clock.advance(Duration.ofHours(12));
    kms.isAway = true;
    for (int second = 0; second < 30 * 60; second++) {
      clock.advance(Duration.ofSeconds(1));
      KeyedSignature signature = signer.sign(Pae.of(STATEMENT));
      assertThat(signature.keyId()).isEqualTo(first);
      assertThat(second % 60 != 0 || isValid(signature)).isTrue();
    }
    assertThat(kms.signed).hasValue(1);
    kms.isAway = false;

    await().atMost(LIMIT).until(() -> isRenewed(first));

    assertThat(isValid(signer.sign(Pae.of(STATEMENT)))).isTrue();
    assertThat(store.list(EntryKind.DELEGATION.prefix()).count()).isEqualTo(2);
  }

  /** Signatures of the last moment must be stored before the end. */
  @Test
  void signsNothingInTheLastMinutesOfTheDelegation() {
    assertThat(signer.sign(STATEMENT)).isNotNull();
    kms.isAway = true;
    clock.advance(Duration.ofHours(23).plusMinutes(50));

    assertThatThrownBy(() -> signer.sign(STATEMENT))
        .isInstanceOf(SigningUnavailableException.class)
        .hasMessageContaining("KMS is away");
  }

  @Test
  void signsNothingBeforeTheFirstDelegation() {
    kms.isAway = true;

    assertThatThrownBy(() -> signer.sign(STATEMENT))
        .isInstanceOf(SigningUnavailableException.class);
    assertThat(signer.keyIds()).isEmpty();
  }

  @Test
  void asksKmsAtIntervalsWhileItIsAway() {
    kms.isAway = true;
    for (int attempt = 0; attempt < 10; attempt++) {
      assertThatThrownBy(() -> signer.sign(STATEMENT))
          .isInstanceOf(SigningUnavailableException.class);
    }
    assertThat(kms.asked).hasValue(1);
    kms.isAway = false;
    clock.advance(DelegatedSigner.BACK_OFF);

    assertThat(isValid(signer.sign(Pae.of(STATEMENT)))).isTrue();
  }

  /** KMS would otherwise have signed more delegations than the bucket has. */
  @Test
  void publishesTheDelegationThatIsSignedOnceTheBucketAccepts() {
    AtomicInteger failures = new AtomicInteger(1);
    store.before(
        (operation, key) -> {
          if (failures.getAndDecrement() > 0) {
            throw new IllegalStateException("the bucket does not answer");
          }
        });
    assertThatThrownBy(() -> signer.sign(STATEMENT))
        .isInstanceOf(SigningUnavailableException.class)
        .hasMessageContaining("cannot be published");
    clock.advance(DelegatedSigner.BACK_OFF);

    KeyedSignature signature = signer.sign(Pae.of(STATEMENT));

    assertThat(kms.signed).hasValue(1);
    assertThat(isValid(signature)).isTrue();
  }

  @Test
  void publishesEachDelegationThatKmsSignsAlthoughKmsIsOftenAway() {
    Set<String> keys = new HashSet<>();
    for (int round = 0; round < 20; round++) {
      kms.isAway = round > 0 && round % 2 == 0;
      String before = signer.sign(STATEMENT).keyId();
      kms.isAway = false;
      keys.add(before);
      if (round > 0) {
        await().atMost(LIMIT).until(() -> isRenewed(before));
      }
      clock.advance(Duration.ofHours(12));
    }

    assertThat(store.list(EntryKind.DELEGATION.prefix()).count())
        .isEqualTo(kms.signed.get())
        .isGreaterThanOrEqualTo(keys.size());
  }

  /** An attempt in the background that failed is repeated a minute later. */
  private boolean isRenewed(String before) {
    clock.advance(Duration.ofMinutes(1));
    return !signer.sign(STATEMENT).keyId().equals(before);
  }

  private DelegationStatement delegation(String keyId) {
    return (DelegationStatement)
        new RecordVerifier(List.of(kms.pair.getPublic()))
            .statement(
                store.find(DelegationStatement.key(keyId)).orElseThrow().content(), clock.instant())
            .orElseThrow();
  }

  private boolean isValid(KeyedSignature signature) {
    byte[] bundle = Bundle.write(STATEMENT, signature.der(), signature.keyId());
    Delegations delegations =
        Delegations.ofFiles(
            key ->
                store
                    .find(DelegationStatement.key(key))
                    .map(StoredObject::content)
                    .map(it -> new StoredDelegation(it, clock.instant())));
    return new RecordVerifier(List.of(kms.pair.getPublic()))
        .with(delegations)
        .signedPayload(bundle, clock.instant())
        .isPresent();
  }

  /** KMS, which may be away. */
  private static final class Kms implements RecordSigner {
    private final TestKeyPair pair = TestKeyPair.create();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger signed = new AtomicInteger();
    private volatile boolean isAway;

    @Override
    public KeyedSignature sign(byte[] message) {
      asked.incrementAndGet();
      if (isAway) {
        throw new SigningUnavailableException("KMS is away", null);
      }
      signed.incrementAndGet();
      return new KeyedSignature(pair.sign(message), pair.id());
    }

    @Override
    public List<String> keyIds() {
      return List.of(pair.id());
    }
  }
}
