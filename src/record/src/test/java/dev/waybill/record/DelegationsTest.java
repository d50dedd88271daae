package dev.waybill.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.record.Verdict.Invalid;
import dev.waybill.record.Verdict.Reason;
import dev.waybill.record.Verdict.Valid;
import dev.waybill.record.log.EntryKind;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import dev.waybill.record.trust.Delegations;
import dev.waybill.record.trust.StoredDelegation;
import dev.waybill.record.trust.TrustPeriod;
import dev.waybill.record.trust.TrustedKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Keys that a trusted key delegates to. */
final class DelegationsTest {
  private static final ObjectVersion VERSION = new ObjectVersion("raw", "incoming/a", "v1");
  private static final Sha256 DIGEST = new Sha256("ab".repeat(32));
  private static final Instant STORED = TestSigner.SEALED.plusSeconds(2);
  private static final int FLIPS = 3000;

  private final TestSigner kms = TestSigner.create();
  private final TestSigner delegate = TestSigner.create();
  private final SampleDelegation delegation = SampleDelegation.of(delegate);
  private final byte[] record = delegate.record(VERSION, DIGEST, 3);

  @Test
  void acceptsRecordOfDelegatedKeyWithinItsTime() {
    Verdict verdict = verify(delegation.by(kms));

    assertThat(verdict).isInstanceOf(Valid.class);
    DelegationStatement used = ((Valid) verdict).delegation();
    assertThat(used).isNotNull();
    assertThat(used.delegate()).isEqualTo(delegate.keyId());
    assertThat(used.keyId()).isEqualTo(kms.keyId());
    assertThat(used.notAfter()).isEqualTo(SampleDelegation.UNTIL);
  }

  @Test
  void acceptsRecordOfTrustedKeyWithoutDelegation() {
    Verdict verdict =
        verifier(key -> Optional.empty()).verify(kms.record(VERSION, DIGEST, 3), STORED);

    assertThat(((Valid) verdict).delegation()).isNull();
  }

  @Test
  void acceptsTheFirstAndTheLastMoment() {
    RecordVerifier verifier = verifier(delegation.by(kms));

    assertThat(verifier.verify(record, SampleDelegation.FROM)).isInstanceOf(Valid.class);
    assertThat(verifier.verify(record, SampleDelegation.UNTIL)).isInstanceOf(Valid.class);
  }

  @Test
  void rejectsKeyWithoutDelegation() {
    Verdict verdict = verifier(key -> Optional.empty()).verify(record, STORED);

    assertThat(((Invalid) verdict).reason()).isEqualTo(Reason.KEY);
  }

  @Test
  void rejectsDelegationOfAnotherKeyOfKms() {
    assertRejected(verify(delegation.by(TestSigner.create())), "delegation-untrusted");
  }

  @Test
  void rejectsDelegationThatTheDelegatedKeySignedItself() {
    assertRejected(verify(delegation.by(delegate)), "delegation-untrusted");
  }

  /** The bundle names the trusted key, and another key signed. */
  @Test
  void rejectsForgedDelegation() {
    byte[] statement = delegation.statement();
    byte[] foreign = TestSigner.create().seal(statement);
    String forged = new String(foreign, UTF_8).replaceAll("SHA256:[A-Za-z0-9+/]{43}", kms.keyId());

    assertRejected(verify(forged.getBytes(UTF_8)), "delegation-forged");
  }

  @Test
  void rejectsDelegationWhoseTimeWasExtended() {
    SampleDelegation longer =
        delegation.between(SampleDelegation.FROM, SampleDelegation.UNTIL.plusSeconds(600));
    String own = new String(delegation.by(kms), UTF_8);
    String changed = new String(longer.by(kms), UTF_8);
    String mixed = payload(changed) + signatureOf(own);

    assertRejected(verify(mixed.getBytes(UTF_8)), "delegation-forged");
  }

  @Test
  void rejectsDelegationOfAnotherDelegatedKey() {
    byte[] other = SampleDelegation.of(TestSigner.create()).by(kms);

    assertRejected(verify(other), "delegation-of-other-key");
  }

  @Test
  void rejectsDelegationForAnotherBucket() {
    assertRejected(verify(delegation.of("other", "raw").by(kms)), "delegation-of-other-bucket");
  }

  @Test
  void rejectsDelegationForAnotherDeployment() {
    byte[] foreign = delegation.of("prov", "other").by(kms);
    Delegations anywhere = Delegations.ofFiles(key -> stored(foreign));

    assertRejected(verify(foreign), "delegation-of-other-deployment");
    assertRejected(
        new RecordVerifier(List.of(kms.publicKey())).with(anywhere).verify(record),
        "delegation-of-other-deployment");
  }

  @Test
  void rejectsRecordThatWasStoredAfterTheEnd() {
    Verdict verdict =
        verifier(delegation.by(kms)).verify(record, SampleDelegation.UNTIL.plusMillis(1));

    assertRejected(verdict, "delegation-expired");
  }

  @Test
  void rejectsRecordThatWasStoredBeforeTheBeginning() {
    Verdict verdict =
        verifier(delegation.by(kms)).verify(record, SampleDelegation.FROM.minusMillis(1));

    assertRejected(verdict, "delegation-not-yet-valid");
  }

  /** Without the time of a store, the time that the record states is compared at least. */
  @Test
  void rejectsStatedTimeOutsideOfTheDelegation() {
    Instant sealed = TestSigner.SEALED;
    byte[] ended = delegation.between(sealed.minusSeconds(60), sealed.minusMillis(1)).by(kms);
    byte[] later = delegation.between(sealed.plusMillis(1), sealed.plusSeconds(60)).by(kms);

    assertRejected(verifier(ended).verify(record), "delegation-expired");
    assertRejected(verifier(later).verify(record), "delegation-not-yet-valid");
  }

  @Test
  void rejectsDelegationForALongTime() {
    Instant until = SampleDelegation.FROM.plus(Duration.ofHours(25)).plusMillis(1);
    byte[] endless = delegation.between(SampleDelegation.FROM, until).by(kms);

    assertRejected(verify(endless), "delegation-too-long");
  }

  @Test
  void rejectsRecordOnceTheDelegatingKeyIsRevoked() {
    TrustPeriod revoked = TrustPeriod.ALWAYS.revoked(STORED);
    RecordVerifier verifier =
        RecordVerifier.ofLimited(
                List.of(new TrustedKey(kms.publicKey(), revoked)), SignatureFactory.ofPlatform())
            .with(delegations(key -> stored(delegation.by(kms))));

    assertRejected(verifier.verify(record, STORED), "delegation-revoked");
    assertThat(verifier.verify(record, STORED.minusSeconds(1))).isInstanceOf(Valid.class);
  }

  /** A thief of a revoked key of KMS could otherwise delegate into the past. */
  @Test
  void rejectsDelegationThatWasStoredAfterTheRevocation() {
    TrustPeriod revoked = TrustPeriod.ALWAYS.revoked(STORED.plusSeconds(60));
    StoredDelegation late = new StoredDelegation(delegation.by(kms), STORED.plusSeconds(60));
    RecordVerifier verifier =
        RecordVerifier.ofLimited(
                List.of(new TrustedKey(kms.publicKey(), revoked)), SignatureFactory.ofPlatform())
            .with(delegations(key -> Optional.of(late)));

    assertRejected(verifier.verify(record, STORED), "delegation-revoked");
  }

  @Test
  void rejectsRecordOnceTheDelegatedKeyIsRevoked() {
    Map<String, TrustPeriod> limits = Map.of(delegate.keyId(), TrustPeriod.ALWAYS.revoked(STORED));
    Delegations revoked =
        new Delegations(
            key -> stored(delegation.by(kms)),
            "prov",
            "raw",
            key -> Optional.ofNullable(limits.get(key)));
    RecordVerifier verifier = new RecordVerifier(List.of(kms.publicKey())).with(revoked);

    assertRejected(verifier.verify(record, STORED), "delegation-revoked");
    assertThat(verifier.verify(record, STORED.minusSeconds(1))).isInstanceOf(Valid.class);
  }

  @Test
  void rejectsRecordThatTheDelegatedKeyDidNotSign() {
    String changed = new String(record, UTF_8);
    String other = new String(delegate.record(VERSION, Sha256.hash("other"), 3), UTF_8);
    byte[] mixed = (payload(other) + signatureOf(changed)).getBytes(UTF_8);

    Verdict verdict = verifier(delegation.by(kms)).verify(mixed, STORED);

    assertThat(((Invalid) verdict).reason()).isEqualTo(Reason.SIGNATURE);
  }

  @Test
  void rejectsWhatIsNoDelegation() {
    byte[] statement = delegation.statement();
    String text = new String(statement, UTF_8);
    List<byte[]> others =
        List.of(
            "".getBytes(UTF_8),
            "{}".getBytes(UTF_8),
            kms.record(VERSION, DIGEST, 3),
            kms.seal(text.replace("delegation/v1", "delegation/v2").getBytes(UTF_8)),
            kms.seal(text.replace("\"publicKey\":\"MFkw", "\"publicKey\":\"MFkx").getBytes(UTF_8)),
            kms.seal(text.replace("keys/delegated/", "keys/delegatee/").getBytes(UTF_8)),
            kms.seal(text.replace(delegate.keyId(), kms.keyId()).getBytes(UTF_8)),
            kms.seal(text.replace("notAfter", "notLater").getBytes(UTF_8)),
            kms.seal(text.replace("\"sha256\":\"", "\"sha256\":\"0").getBytes(UTF_8)),
            new byte[RecordVerifier.MAX_RECORD_BYTES + 1]);

    for (byte[] other : others) {
      assertRejected(verify(other), "delegation-malformed");
    }
  }

  @Test
  void acceptsNoDelegationWithAnyChangedBit() {
    byte[] good = delegation.by(kms);
    Random random = new Random(1);
    for (int flip = 0; flip < FLIPS; flip++) {
      byte[] changed = good.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));

      assertThat(verify(changed)).isInstanceOf(Invalid.class);
    }
  }

  /** A chain would let a key that leaked live on. */
  @Test
  void delegatedKeyDelegatesToNoOther() {
    TestSigner next = TestSigner.create();
    Map<String, byte[]> bundles =
        Map.of(
            delegate.keyId(), delegation.by(kms),
            next.keyId(), SampleDelegation.of(next).by(delegate));
    RecordVerifier verifier =
        verifier(key -> Optional.ofNullable(bundles.get(key)).flatMap(DelegationsTest::stored));

    assertRejected(verifier.verify(next.record(VERSION, DIGEST, 3), STORED), "untrusted");
    assertThat(verifier.statement(SampleDelegation.of(next).by(delegate), STORED)).isEmpty();
  }

  @Test
  void namesOfKeysInRecordsAreNeverPaths() {
    RecordVerifier verifier = verifier(key -> stored(DelegationStatement.key(key).getBytes(UTF_8)));
    for (String name : new String[] {"", "SHA256:", "SHA256:../..", "MD5:00", "SHA256:%%%"}) {
      byte[] bundle = Bundle.write("{}".getBytes(UTF_8), new byte[8], name);

      assertThat(verifier.verify(bundle, STORED)).as(name).isInstanceOf(Invalid.class);
    }
  }

  @Test
  void isAnEntryOfTheLogUnderTheFingerprintOfItsKey() {
    LoggedStatement read =
        new RecordVerifier(List.of(kms.publicKey()))
            .statement(delegation.by(kms), STORED)
            .orElseThrow();

    assertThat(read.kind()).isEqualTo(EntryKind.DELEGATION);
    assertThat(read.key())
        .isEqualTo(DelegationStatement.key(delegate.keyId()))
        .matches("delegations/[0-9a-f]{64}\\.sigstore\\.json");
    assertThat(read.digest()).isEqualTo(Sha256.hash(delegate.pem()));
  }

  private Verdict verify(byte[] bundle) {
    return verifier(bundle).verify(record, STORED);
  }

  private RecordVerifier verifier(byte[] bundle) {
    return verifier(key -> stored(bundle));
  }

  private RecordVerifier verifier(Function<String, Optional<StoredDelegation>> source) {
    return new RecordVerifier(List.of(kms.publicKey())).with(delegations(source));
  }

  private static Delegations delegations(Function<String, Optional<StoredDelegation>> source) {
    return new Delegations(source, "prov", "raw", key -> Optional.empty());
  }

  private static Optional<StoredDelegation> stored(byte[] bundle) {
    return Optional.of(new StoredDelegation(bundle, SampleDelegation.FROM));
  }

  private static String payload(String bundle) {
    return bundle.substring(0, bundle.indexOf("\"signatures\""));
  }

  private static String signatureOf(String bundle) {
    return bundle.substring(bundle.indexOf("\"signatures\""));
  }

  private static void assertRejected(Verdict verdict, String name) {
    assertThat(verdict).isInstanceOf(Invalid.class);
    Invalid invalid = (Invalid) verdict;
    assertThat(invalid.reason()).isEqualTo(Reason.DELEGATION);
    assertThat(invalid.detail()).contains(name);
  }
}
