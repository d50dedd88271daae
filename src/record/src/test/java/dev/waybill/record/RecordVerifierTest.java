package dev.waybill.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.record.Verdict.Invalid;
import dev.waybill.record.Verdict.Reason;
import dev.waybill.record.Verdict.Valid;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sequencer;
import dev.waybill.record.object.Sha256;
import dev.waybill.record.trust.TrustPeriod;
import dev.waybill.record.trust.TrustedKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RecordVerifierTest {
  private static final int FLIPS = 10_000;
  private static final ObjectVersion VERSION = new ObjectVersion("raw", "incoming/a", "v1");
  private static final Sha256 DIGEST = new Sha256("ab".repeat(32));

  private final TestSigner signer = TestSigner.create();
  private final RecordVerifier verifier = new RecordVerifier(List.of(signer.publicKey()));

  @Test
  void aValidRecordIsReadAsWritten() {
    ObjectVersion version =
        new ObjectVersion("raw", "incoming/${x}\n\u0000\uD83D\uDE00/../\"+%", "v1");

    Verdict verdict = verifier.verify(signer.record(version, DIGEST, 3));

    assertThat(verdict).isInstanceOf(Valid.class);
    CustodyRecord read = ((Valid) verdict).record();
    assertThat(read.version()).isEqualTo(version);
    assertThat(read.sha256()).isEqualTo(DIGEST);
    assertThat(read.sequencer()).isEqualTo(new Sequencer("0055"));
    assertThat(read.destinationKey()).isEqualTo("processed/x");
  }

  @Test
  void aRecordOfAnUntrustedKeyIsInvalid() {
    byte[] untrusted = TestSigner.create().record(VERSION, DIGEST, 3);
    assertThat(verifier.verify(untrusted)).isInstanceOf(Invalid.class);
  }

  /** The signer of a leaked key chooses the time that the record states. */
  @Test
  void rejectsRecordStoredAfterTheRevocationWhateverTimeItStates() {
    Instant revoked = TestSigner.SEALED.plusSeconds(60);
    RecordVerifier limited =
        RecordVerifier.ofLimited(
            List.of(new TrustedKey(signer.publicKey(), new TrustPeriod(null, null, revoked))),
            SignatureFactory.ofPlatform());
    byte[] record = signer.record(VERSION, DIGEST, 3);

    assertThat(limited.verify(new StoredRecord(record, revoked.minusSeconds(1))))
        .isInstanceOf(Valid.class);
    Verdict late = limited.verify(new StoredRecord(record, revoked));
    assertThat(late).isInstanceOf(Invalid.class);
    assertThat(((Invalid) late).reason()).isEqualTo(Reason.KEY);
    assertThat(((Invalid) late).detail()).contains("revoked at " + revoked);
    assertThat(limited.verify(record)).isInstanceOf(Invalid.class);
  }

  @Test
  void theHintSelectsTheTrustedKey() {
    TestSigner other = TestSigner.create();
    RecordVerifier ofBoth = new RecordVerifier(List.of(signer.publicKey(), other.publicKey()));

    assertThat(ofBoth.verify(signer.record(VERSION, DIGEST, 3))).isInstanceOf(Valid.class);
    assertThat(ofBoth.verify(other.record(VERSION, DIGEST, 3))).isInstanceOf(Valid.class);
  }

  @Test
  void eachRecordIsVerifiedByTheGivenSignatureFactory() {
    AtomicInteger created = new AtomicInteger();
    RecordVerifier counting =
        new RecordVerifier(
            List.of(signer.publicKey()),
            () -> {
              created.incrementAndGet();
              return SignatureFactory.ofPlatform().create();
            });

    assertThat(counting.verify(signer.record(VERSION, DIGEST, 3))).isInstanceOf(Valid.class);
    assertThat(counting.verify(signer.record(VERSION, DIGEST, 4))).isInstanceOf(Valid.class);

    assertThat(created).hasValue(2);
  }

  @Test
  void withoutAProviderOfTheAlgorithmNothingIsValid() {
    RecordVerifier withoutProvider =
        new RecordVerifier(
            List.of(signer.publicKey()),
            () -> {
              throw new NoSuchAlgorithmException("none");
            });

    assertThat(withoutProvider.verify(signer.record(VERSION, DIGEST, 3)))
        .isEqualTo(new Invalid(Reason.SIGNATURE, "does not verify"));
  }

  @Test
  @Tag("heavy")
  void aFlippedBitNeverChangesTheAcceptedPayload() {
    byte[] good = signer.record(VERSION, DIGEST, 3);
    CustodyRecord original = ((Valid) verifier.verify(good)).record();
    Random random = new Random(42);
    int invalid = 0;
    for (int flip = 0; flip < FLIPS; flip++) {
      byte[] bad = good.clone();
      bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
      if (verifier.verify(bad) instanceof Valid valid) {
        assertThat(valid.record().payload()).isEqualTo(original.payload());
        assertThat(valid.record().payloadType()).isEqualTo(original.payloadType());
      } else {
        invalid++;
      }
    }
    assertThat(invalid).isEqualTo(FLIPS);
  }

  /** The JDK verifies a number without its leading zero; with two forms a record has two texts. */
  @Test
  void aSignatureWithANumberInAnotherFormIsInvalid() throws Exception {
    BundleReader.Envelope envelope = recordWithZeroBeforeR();
    byte[] strict = envelope.signature();
    byte[] other = new byte[strict.length - 1];
    System.arraycopy(strict, 0, other, 0, 4);
    System.arraycopy(strict, 5, other, 4, strict.length - 5);
    other[1]--;
    other[3]--;

    assertThat(verifier.verify(Bundle.write(envelope.payload(), other, signer.keyId())))
        .isEqualTo(new Invalid(Reason.SIGNATURE, "is not canonical ASN.1 DER"));
    assertThat(verifier.verify(Bundle.write(envelope.payload(), strict, signer.keyId())))
        .isInstanceOf(Valid.class);
  }

  /** Every second signature has such a number. */
  private BundleReader.Envelope recordWithZeroBeforeR() throws InvalidRecordException {
    for (int attempt = 0; attempt < 1000; attempt++) {
      BundleReader.Envelope envelope = BundleReader.read(signer.record(VERSION, DIGEST, 3));
      if (envelope.signature()[4] == 0) {
        return envelope;
      }
    }
    throw new AssertionError("no signature with a zero before its first number");
  }

  @Test
  void aRecordIsValidUpToTheMaximumSize() {
    byte[] record = signer.record(VERSION, DIGEST, 3);

    assertThat(verifier.verify(padded(record, RecordVerifier.MAX_RECORD_BYTES)))
        .isInstanceOf(Valid.class);
    assertThat(verifier.verify(padded(record, RecordVerifier.MAX_RECORD_BYTES + 1)))
        .isEqualTo(new Invalid(Reason.BUNDLE, "larger than 1 MiB"));
  }

  private static byte[] padded(byte[] record, int size) {
    byte[] padded = Arrays.copyOf(record, size);
    Arrays.fill(padded, record.length, size, (byte) ' ');
    return padded;
  }

  @Test
  void untrustedBytesAreInvalidAndNeverThrow() {
    Random random = new Random(7);
    for (int length = 0; length < 500; length++) {
      byte[] noise = new byte[length];
      random.nextBytes(noise);
      assertThat(verifier.verify(noise)).isInstanceOf(Invalid.class);
    }
    assertThat(verifier.verify("{\"a\":1,\"a\":2}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Invalid.class);
  }

  /** Records of other tools; each file is named after its defect. */
  @Test
  void everySampleHasTheVerdictOfItsName() throws IOException {
    String samples = System.getProperty("waybill.interop.samples", "");
    Assumptions.assumeFalse(samples.isEmpty(), "waybill.interop.samples names no folder");
    RecordVerifier ofSamples =
        new RecordVerifier(
            List.of(PublicKeyPem.parse(Files.readAllBytes(Path.of(samples, "public.pem")))));
    int verified = 0;
    try (var files = Files.newDirectoryStream(Path.of(samples), "*.json")) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        boolean good = name.equals("good.json") || name.equals("good-high-s.json");
        assertThat(ofSamples.verify(Files.readAllBytes(file)))
            .as(name)
            .isInstanceOf(good ? Valid.class : Invalid.class);
        verified++;
      }
    }
    assertThat(verified).isGreaterThan(20);
  }
}
