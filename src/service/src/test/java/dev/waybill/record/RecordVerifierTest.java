package dev.waybill.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.model.Digested;
import dev.waybill.model.Purpose;
import dev.waybill.model.Received;
import dev.waybill.record.Verdict.Invalid;
import dev.waybill.record.Verdict.Valid;
import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.Hasher;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sequencer;
import dev.waybill.record.object.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordVerifierTest {
  private static final int FLIPS = 10_000;
  @TempDir Path folder;
  private SigningKey key;
  private RecordVerifier verifier;

  @BeforeEach
  void createKey() throws IOException {
    key = newKey("own.p12");
    verifier = new RecordVerifier(key.trusted());
  }

  private SigningKey newKey(String name) throws IOException {
    SigningKey.create(folder.resolve(name), "secret", "signer");
    return SigningKey.load(folder.resolve(name), "secret", "signer");
  }

  @Test
  void a_record_of_ours_is_read_as_it_was_written() {
    Digested digested = digested("incoming/${x}\n\u0000\uD83D\uDE00/../\"+%");

    Verdict verdict = verifier.verify(record(digested, key));

    assertThat(verdict).isInstanceOf(Valid.class);
    CustodyRecord read = ((Valid) verdict).record();
    assertThat(read.version()).isEqualTo(digested.version());
    assertThat(read.sha256()).isEqualTo(digested.sha256());
    assertThat(read.sequencer()).isEqualTo(digested.received().sequencer());
    assertThat(read.destinationKey()).isEqualTo("processed/x");
  }

  @Test
  void a_stranger_s_record_is_invalid() throws IOException {
    byte[] strange = record(digested("incoming/a"), newKey("stranger.p12"));
    assertThat(verifier.verify(strange)).isInstanceOf(Invalid.class);
  }

  @Test
  void no_flipped_bit_changes_what_is_accepted() {
    byte[] good = record(digested("incoming/a"), key);
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

  @Test
  void foreign_bytes_are_invalid_and_never_fail_otherwise() {
    Random random = new Random(7);
    for (int length = 0; length < 500; length++) {
      byte[] noise = new byte[length];
      random.nextBytes(noise);
      assertThat(verifier.verify(noise)).isInstanceOf(Invalid.class);
    }
    assertThat(verifier.verify("{\"a\":1,\"a\":2}".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Invalid.class);
  }

  /** Records that others made, named for their defect. */
  @Test
  void every_sample_gets_the_verdict_that_its_name_asks_for() throws IOException {
    String samples = System.getProperty("waybill.interop.samples", "");
    Assumptions.assumeFalse(samples.isEmpty(), "waybill.interop.samples names no folder");
    RecordVerifier ofSamples =
        new RecordVerifier(
            List.of(PublicKeyPem.parse(Files.readAllBytes(Path.of(samples, "public.pem")))));
    int judged = 0;
    try (var files = Files.newDirectoryStream(Path.of(samples), "*.json")) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        boolean good = name.equals("good.json") || name.equals("good-high-s.json");
        assertThat(ofSamples.verify(Files.readAllBytes(file)))
            .as(name)
            .isInstanceOf(good ? Valid.class : Invalid.class);
        judged++;
      }
    }
    assertThat(judged).isGreaterThan(20);
  }

  private static byte[] record(Digested digested, SigningKey key) {
    byte[] statement =
        CustodyStatement.write(digested, "waybill/test", "processed/x", Instant.EPOCH);
    return Bundle.write(statement, key.sign(Pae.of(statement)), key.keyId());
  }

  private static Digested digested(String objectKey) {
    Received received =
        new Received(
            new ObjectVersion("raw", objectKey, "v1"),
            Purpose.PROMOTE,
            "etag",
            3L,
            new Sequencer("0055"),
            Instant.EPOCH,
            "message",
            Instant.EPOCH);
    return new Digested(
        received,
        new Sha256("ab".repeat(32)),
        null,
        3,
        "etag",
        "FULL_OBJECT",
        new Encryption("aws:kms", "arn:key", true),
        Map.of(),
        Map.of(),
        Instant.EPOCH,
        Instant.EPOCH,
        Hasher.WAYBILL,
        null);
  }
}
