package dev.waybill.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.log.SampleLog;
import dev.waybill.record.object.Sha256;
import dev.waybill.trail.TrailBucket;
import dev.waybill.trail.TrailContent;
import dev.waybill.trail.TrailVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TrailPartsTest {
  private static final String BUCKET = "trail-logs";
  private static final String DIGEST = "AWSLogs/111122223333/CloudTrail-Digest/digest.json.gz";
  private static final String LOG = "AWSLogs/111122223333/CloudTrail/log.json.gz";
  private static final Instant END = SampleLog.START.plus(Duration.ofMinutes(30));
  private static final String ID = "20300101T003000Z-111122223333-eu-central-1";
  private static final KeyPair KEY = key();

  /** Header of SubjectPublicKeyInfo before the PKCS #1 form of a key of 2,048 bits. */
  private static final int HEADER_BYTES = 24;

  private final SamplePack sample = new SamplePack("a.txt");
  private final Map<String, byte[]> files = new HashMap<>();

  private final class FakeBucket implements TrailBucket {
    @Override
    public String name() {
      return BUCKET;
    }

    @Override
    public List<String> folders(String prefix) {
      return List.of();
    }

    @Override
    public List<TrailVersion> versions(String prefix) {
      return files.keySet().stream()
          .filter(it -> it.startsWith(prefix))
          .map(it -> new TrailVersion(it, "v", true, false, 1, END))
          .toList();
    }

    @Override
    public TrailContent read(TrailVersion version) {
      byte[] bytes = files.get(version.key());
      return bytes == null ? new TrailContent.Gone() : new TrailContent.Read(bytes, Map.of());
    }
  }

  private static KeyPair key() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static String event(String key) {
    return "{\"eventName\":\"PutObject\",\"requestParameters\":{\"bucketName\":\"raw\",\"key\":\""
        + key
        + "\"}}";
  }

  private static String log(String... events) {
    return "{\"Records\":[" + String.join(",", events) + "]}";
  }

  private static String digest(String log) {
    return "{\"awsAccountId\":\"111122223333\",\"digestStartTime\":\""
        + END.minusSeconds(3600)
        + "\",\"digestEndTime\":\""
        + END
        + "\",\"digestS3Bucket\":\"trail-logs\",\"digestS3Object\":\""
        + DIGEST
        + "\",\"digestPublicKeyFingerprint\":\"own\",\"digestSignatureAlgorithm\":\"SHA256withRSA\","
        + "\"newestEventTime\":null,\"oldestEventTime\":null,\"previousDigestS3Bucket\":null,"
        + "\"previousDigestS3Object\":null,\"previousDigestHashValue\":null,"
        + "\"previousDigestHashAlgorithm\":null,\"previousDigestSignature\":null,\"logFiles\":["
        + "{\"s3Bucket\":\"trail-logs\",\"s3Object\":\""
        + LOG
        + "\",\"hashValue\":\""
        + Sha256.hash(log).hex()
        + "\",\"hashAlgorithm\":\"SHA-256\",\"newestEventTime\":null,\"oldestEventTime\":null}]}";
  }

  private static String signature(String digest) {
    String text = END + "\n" + BUCKET + "/" + DIGEST + "\n" + Sha256.hash(digest).hex() + "\nnull";
    try {
      Signature signer = Signature.getInstance("SHA256withRSA");
      signer.initSign(KEY.getPrivate());
      signer.update(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(signer.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String statement(String digest, String signature) {
    byte[] spki = KEY.getPublic().getEncoded();
    String pkcs1 =
        Base64.getEncoder().encodeToString(Arrays.copyOfRange(spki, HEADER_BYTES, spki.length));
    String sha256 = Sha256.hash(digest).hex();
    return "{\"_type\":\"https://in-toto.io/Statement/v1\",\"subject\":[{\"name\":\"d\",\"digest\":"
        + "{\"sha256\":\""
        + sha256
        + "\"}}],\"predicateType\":\"https://waybill.dev/attestation/trail/v1\",\"predicate\":{"
        + "\"id\":\""
        + ID
        + "\",\"at\":\""
        + END
        + "\",\"bucket\":\"trail-logs\",\"digests\":[{\"key\":\""
        + DIGEST
        + "\",\"versionId\":\"v\",\"sha256\":\""
        + sha256
        + "\",\"end\":\""
        + END
        + "\",\"fingerprint\":\"own\",\"signature\":\""
        + signature
        + "\"}],\"publicKeys\":[{\"fingerprint\":\"own\",\"pkcs1\":\""
        + pkcs1
        + "\",\"validFrom\":\""
        + END.minusSeconds(9000)
        + "\",\"validUntil\":\""
        + END.plusSeconds(9000)
        + "\"}]}}";
  }

  private void store(String statement) {
    byte[] bundle = sample.key.seal(statement.getBytes(StandardCharsets.UTF_8));
    var unused = sample.store.put("trail/" + ID + ".sigstore.json", bundle);
  }

  @BeforeEach
  void deliver() {
    String log = log(event("incoming/other"), event("incoming/a.txt"));
    files.put(LOG, gzip(log));
    String digest = digest(log);
    files.put(DIGEST, gzip(digest));
    store(statement(digest, signature(digest)));
  }

  private Evidence collected() {
    EvidenceBuilder pack = new EvidenceBuilder(sample.version);
    new TrailParts(sample.store, sample.key.verifier(), bucket -> new FakeBucket())
        .add(pack, sample.content());
    return pack.build();
  }

  private static String reasons(Evidence evidence) {
    return evidence.absent().toString();
  }

  private static byte[] content(Evidence evidence, String name) {
    return evidence.files().stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow()
        .content();
  }

  @Test
  void hasThePathFromTheEventToTheKeyOfCloudTrail() {
    Evidence evidence = collected();

    assertThat(evidence.files().stream().map(PackFile::name))
        .containsExactly(
            "trail/log-0001.json.gz",
            "trail/digest-0001.json",
            "trail/digest-0001.signed",
            "trail/digest-0001.sig",
            "trail/key-0001.pem",
            "trail/statement-0001.sigstore.json",
            "trail/events.ndjson");
    assertThat(new String(content(evidence, "trail/events.ndjson"), StandardCharsets.UTF_8))
        .isEqualTo(event("incoming/a.txt") + "\n");
    assertThat(new String(content(evidence, "trail/digest-0001.signed"), StandardCharsets.UTF_8))
        .contains(Sha256.hash(content(evidence, "trail/digest-0001.json")).hex());
  }

  @Test
  void isAbsentWithoutStatement() {
    sample.store.destroy("trail/" + ID + ".sigstore.json");

    assertThat(collected().files()).isEmpty();
    assertThat(reasons(collected())).contains("no verified digest of CloudTrail");
  }

  @Test
  void isAbsentWhenAnotherKeySignedTheStatement() {
    String digest = digest(log(event("incoming/a.txt")));
    byte[] payload = statement(digest, signature(digest)).getBytes(StandardCharsets.UTF_8);
    var unused =
        sample.store.put(
            "trail/" + ID + ".sigstore.json", new SamplePack("b.txt").key.seal(payload));

    assertThat(collected().files()).isEmpty();
  }

  @Test
  void isAbsentWhenNoEventIsOfTheObject() {
    String log = log(event("incoming/other"));
    files.put(LOG, gzip(log));
    files.put(DIGEST, gzip(digest(log)));
    store(statement(digest(log), signature(digest(log))));

    assertThat(collected().files()).isEmpty();
    assertThat(reasons(collected())).contains("have no event of the object");
  }

  @Test
  void namesLogFileThatIsAltered() {
    files.put(LOG, gzip(log(event("incoming/a.txt"), event("incoming/a.txt"))));

    assertThat(collected().files()).isEmpty();
    assertThat(reasons(collected())).contains("is altered or gone");
  }

  @Test
  void namesDigestThatIsAltered() {
    files.put(DIGEST, gzip(digest(log())));

    assertThat(collected().files()).isEmpty();
    assertThat(reasons(collected())).contains("is not the one that was verified");
  }

  @Test
  void namesDigestWhoseSignatureIsNotValid() {
    String digest = digest(log(event("incoming/other"), event("incoming/a.txt")));
    store(statement(digest, signature(digest + " ")));

    assertThat(collected().files()).isEmpty();
    assertThat(reasons(collected())).contains("is not the one that was verified");
  }

  @Test
  void namesDigestThatIsGone() {
    files.remove(DIGEST);

    assertThat(collected().files()).isEmpty();
    assertThat(reasons(collected())).contains("cannot be read any more");
  }
}
