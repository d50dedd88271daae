package dev.waybill.trail.run;

import dev.waybill.record.object.Sha256;
import dev.waybill.trail.TrailBucket;
import dev.waybill.trail.TrailContent;
import dev.waybill.trail.TrailPublicKeys;
import dev.waybill.trail.TrailVersion;
import dev.waybill.trail.digest.TrailKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Log bucket in memory, with CloudTrail's digests signed by a key of the test. */
final class FakeTrail implements TrailBucket, TrailPublicKeys {
  static final String BUCKET = "trail-logs";
  static final String ROOT = "AWSLogs/111122223333/";
  static final String REGION = "eu-central-1";
  static final KeyPair KEY = key();
  static final KeyPair OTHER_KEY = key();

  private static final DateTimeFormatter DAY = format("uuuu/MM/dd");
  private static final DateTimeFormatter TIME = format("uuuuMMdd'T'HHmmss'Z'");
  private static final DateTimeFormatter MINUTE = format("uuuuMMdd'T'HHmm'Z'");

  private final NavigableMap<String, List<Stored>> objects = new TreeMap<>();
  private final Set<String> denied = new TreeSet<>();
  private int versions;
  private int reads;
  private boolean away;

  /** Stored version; a delete marker has no bytes. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Stored(
      String version, byte @Nullable [] bytes, Map<String, String> metadata, Instant modified) {}

  /** Log file to name in a digest. */
  record Log(String key, String hash) {}

  /** Fields of a digest, which a test may change before it is signed. */
  static final class Digest {
    String account = "111122223333";
    String trail = "main";
    String suffix = "";
    Instant start = Instant.EPOCH;
    Instant end = Instant.EPOCH;
    String bucket = BUCKET;
    @Nullable String key;
    String fingerprint = "own";
    KeyPair signer = KEY;
    @Nullable String previousKey;
    String previousHash = "";
    String previousSignature = "";
    List<Log> logs = new ArrayList<>();
    String json = "";
    String signature = "";

    Digest copy() {
      Digest copy = new Digest();
      copy.start = start;
      copy.end = end;
      copy.previousKey = previousKey;
      copy.previousHash = previousHash;
      copy.previousSignature = previousSignature;
      copy.logs = new ArrayList<>(logs);
      copy.json = json;
      copy.signature = signature;
      return copy;
    }

    String key() {
      return key == null ? digestKey(trail, end, suffix) : key;
    }
  }

  /** Returns a bucket with the same objects, which changes apart from this one. */
  FakeTrail copy() {
    FakeTrail copy = new FakeTrail();
    objects.forEach((key, of) -> copy.objects.put(key, new ArrayList<>(of)));
    copy.versions = versions;
    return copy;
  }

  static String digestKey(String trail, Instant end, String suffix) {
    return ROOT
        + "CloudTrail-Digest/"
        + REGION
        + "/"
        + DAY.format(end)
        + "/111122223333_CloudTrail-Digest_"
        + REGION
        + "_"
        + trail
        + "_"
        + REGION
        + "_"
        + TIME.format(end)
        + suffix
        + ".json.gz";
  }

  static String logKey(Instant time, String id) {
    return ROOT
        + "CloudTrail/"
        + REGION
        + "/"
        + DAY.format(time)
        + "/111122223333_CloudTrail_"
        + REGION
        + "_"
        + MINUTE.format(time)
        + "_"
        + id
        + ".json.gz";
  }

  /** Writes a chain of digests, an hour each, with up to four log files each. */
  List<Digest> chain(Instant start, int count) {
    List<Digest> chain = new ArrayList<>();
    for (int at = 0; at < count; at++) {
      Digest digest = new Digest();
      digest.start = start.plus(Duration.ofHours(at));
      digest.end = digest.start.plus(Duration.ofHours(1));
      for (int log = 0; log < 1 + at % 4; log++) {
        Instant delivered = digest.start.plus(Duration.ofMinutes(5 + 12L * log));
        digest.logs.add(log(delivered, "n" + at + "x" + log));
      }
      if (at > 0) {
        follow(digest, chain.get(at - 1));
      }
      put(digest);
      chain.add(digest);
    }
    return chain;
  }

  Log log(Instant delivered, String id) {
    String content = "{\"Records\":[{\"eventID\":\"" + id + "\"}]}";
    String key = logKey(delivered, id);
    put(key, gzip(content), Map.of(), delivered);
    return new Log(key, Sha256.hash(content).hex());
  }

  static void follow(Digest digest, Digest previous) {
    digest.previousKey = previous.key();
    digest.previousHash = Sha256.hash(previous.json).hex();
    digest.previousSignature = previous.signature;
  }

  /** Signs and puts a digest. */
  void put(Digest digest) {
    sign(digest);
    put(digest.key(), gzip(digest.json), metadata(digest), digest.end.plusSeconds(60));
  }

  static Map<String, String> metadata(Digest digest) {
    Map<String, String> metadata = new TreeMap<>();
    metadata.put("signature", digest.signature);
    metadata.put("signature-algorithm", "SHA256withRSA");
    if (!digest.suffix.isEmpty()) {
      metadata.put("backfill-generation-timestamp", digest.end.plusSeconds(3600).toString());
    }
    return metadata;
  }

  static void sign(Digest digest) {
    boolean first = digest.previousKey == null;
    StringBuilder logs = new StringBuilder();
    for (Log log : digest.logs) {
      logs.append(logs.length() == 0 ? "" : ",")
          .append(
              "{\"s3Bucket\":\""
                  + BUCKET
                  + "\",\"s3Object\":\""
                  + log.key()
                  + "\",\"hashValue\":\""
                  + log.hash()
                  + "\",\"hashAlgorithm\":\"SHA-256\",\"newestEventTime\":null,"
                  + "\"oldestEventTime\":null}");
    }
    digest.json =
        "{\"awsAccountId\":"
            + text(digest.account)
            + ",\"digestStartTime\":"
            + text(digest.start.toString())
            + ",\"digestEndTime\":"
            + text(digest.end.toString())
            + ",\"digestS3Bucket\":"
            + text(digest.bucket)
            + ",\"digestS3Object\":"
            + text(digest.key())
            + ",\"digestPublicKeyFingerprint\":"
            + text(digest.fingerprint)
            + ",\"digestSignatureAlgorithm\":\"SHA256withRSA\""
            + ",\"newestEventTime\":null,\"oldestEventTime\":null"
            + ",\"previousDigestS3Bucket\":"
            + text(first ? null : BUCKET)
            + ",\"previousDigestS3Object\":"
            + text(digest.previousKey)
            + ",\"previousDigestHashValue\":"
            + text(first ? null : digest.previousHash)
            + ",\"previousDigestHashAlgorithm\":"
            + text(first ? null : "SHA-256")
            + ",\"previousDigestSignature\":"
            + text(first ? null : digest.previousSignature)
            + ",\"logFiles\":["
            + logs
            + "]}";
    String signed =
        digest.end
            + "\n"
            + digest.bucket
            + "/"
            + digest.key()
            + "\n"
            + Sha256.hash(digest.json).hex()
            + "\n"
            + (first ? "null" : digest.previousSignature);
    try {
      Signature signer = Signature.getInstance("SHA256withRSA");
      signer.initSign(digest.signer.getPrivate());
      signer.update(signed.getBytes(StandardCharsets.UTF_8));
      digest.signature = HexFormat.of().formatHex(signer.sign());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String text(@Nullable String value) {
    return value == null ? "null" : "\"" + value + "\"";
  }

  void put(String key, byte[] bytes, Map<String, String> metadata, Instant modified) {
    add(key, new Stored("v" + versions++, bytes, metadata, modified));
  }

  void mark(String key, Instant modified) {
    add(key, new Stored("v" + versions++, null, Map.of(), modified));
  }

  private void add(String key, Stored stored) {
    objects.computeIfAbsent(key, it -> new ArrayList<>()).add(0, stored);
  }

  /** Replaces a version by another without a trace, as in a bucket without versions. */
  void replace(String key, byte[] bytes, Map<String, String> metadata) {
    Stored stored = objects.get(key).get(0);
    objects.get(key).set(0, new Stored(stored.version(), bytes, metadata, stored.modified()));
  }

  void remove(String key) {
    objects.remove(key);
  }

  void deny(String key) {
    denied.add(key);
  }

  void goAway() {
    away = true;
  }

  byte[] bytes(String key) {
    return objects.get(key).get(0).bytes().clone();
  }

  Map<String, String> metadata(String key) {
    return objects.get(key).get(0).metadata();
  }

  Instant modified(String key) {
    return objects.get(key).get(0).modified();
  }

  List<String> keys(String prefix) {
    return objects.keySet().stream().filter(it -> it.startsWith(prefix)).toList();
  }

  int reads() {
    return reads;
  }

  @Override
  public String name() {
    return BUCKET;
  }

  @Override
  public List<String> folders(String prefix) {
    if (away) {
      throw new IllegalStateException("S3 does not answer");
    }
    return keys(prefix).stream()
        .map(it -> it.substring(0, it.indexOf('/', prefix.length()) + 1))
        .distinct()
        .toList();
  }

  @Override
  public List<TrailVersion> versions(String prefix) {
    List<TrailVersion> listed = new ArrayList<>();
    for (String key : keys(prefix)) {
      boolean latest = true;
      for (Stored stored : objects.get(key)) {
        byte[] bytes = stored.bytes();
        listed.add(
            new TrailVersion(
                key,
                stored.version(),
                latest,
                bytes == null,
                bytes == null ? 0 : bytes.length,
                stored.modified()));
        latest = false;
      }
    }
    return listed;
  }

  @Override
  public synchronized TrailContent read(TrailVersion version) {
    reads++;
    if (denied.contains(version.key())) {
      return new TrailContent.Denied("S3 denies the read");
    }
    return objects.getOrDefault(version.key(), List.of()).stream()
        .filter(it -> it.version().equals(version.versionId()) && it.bytes() != null)
        .<TrailContent>map(it -> new TrailContent.Read(it.bytes(), it.metadata()))
        .findFirst()
        .orElse(new TrailContent.Gone());
  }

  @Override
  public List<TrailKey> of(String region, Instant from, Instant until) {
    return List.of(
        new TrailKey("own", pkcs1(KEY), Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z")));
  }

  static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  /** Returns the key without the header that the JDK adds. */
  private static String pkcs1(KeyPair pair) {
    byte[] x509 = pair.getPublic().getEncoded();
    int header = "30820122300d06092a864886f70d01010105000382010f00".length() / 2;
    return Base64.getEncoder().encodeToString(Arrays.copyOfRange(x509, header, x509.length));
  }

  private static KeyPair key() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }
}
