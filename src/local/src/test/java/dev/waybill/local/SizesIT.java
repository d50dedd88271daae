package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.RawObjects;
import dev.waybill.aws.RecordArchive;
import dev.waybill.record.CustodyRecord;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.Verdict;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import dev.waybill.settings.SettingsLoader;
import dev.waybill.signing.SigningKey;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** Objects of no bytes to one gibibyte, through a service with a small heap. */
class SizesIT {
  private static final String RAW = "caa304-raw-data";
  private static final int MIB = 1 << 20;
  private static final long GIB = 1L << 30;

  /** An eighth of the largest object, and little more than the idle service needs. */
  private static final String HEAP = "-Xmx128m";

  /** Limit in MiB on the heap's growth when an object is a thousand million times larger. */
  private static final int MAX_GROWTH = 32;

  /** Log line of a garbage collection with the heap in use before and after it, in MiB. */
  private static final Pattern COLLECTED = Pattern.compile("Pause .* (\\d+)M->(\\d+)M\\(");

  @TempDir Path folder;

  @Test
  void computesDigestsOfSha256sumWithFlatHeap() throws Exception {
    Path collections = folder.resolve("gc.log");
    try (WaybillProcess waybill =
            new WaybillProcess(
                folder,
                HEAP,
                // It knows the processor's instructions for SHA-256.
                "-XX:TieredStopAtLevel=4",
                "-Xlog:gc:file=" + collections + "::filecount=0");
        AwsClients aws = waybill.clients()) {
      waybill.start();
      promoted(aws, "nothing", 0, MIB);
      promoted(aws, "one", 1, MIB);
      promoted(aws, "parts", 5 * MIB + 1, 5 * MIB);
      int small = maxAfterCollection(collections, 0);
      int before = Files.readAllLines(collections).size();

      promoted(aws, "gigabyte", GIB, 64 * MIB);

      int large = maxAfterCollection(collections, before);
      System.out.printf(
          "heap in use after a collection, at most: %d MiB up to 5 MiB, %d MiB with 1 GiB%n",
          small, large);
      assertThat(Files.readAllLines(collections).size())
          .as("there were collections")
          .isGreaterThan(before);
      assertThat(large - small)
          .as("growth in MiB for one gibibyte")
          .isLessThanOrEqualTo(MAX_GROWTH);
    }
  }

  private void promoted(AwsClients aws, String name, long size, int partSize) throws Exception {
    Path file = write(name, size);
    long began = System.nanoTime();
    ObjectVersion landed = upload(aws.s3(), name, file, partSize);
    Awaitility.await()
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> !exists(aws.s3(), landed));
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf("%d bytes: put, sealed and promoted in %.1f s%n", size, seconds);

    Sha256 expected = sha256sum(file);
    assertThat(record(aws, landed).sha256()).isEqualTo(expected);
    Path copy = folder.resolve(name + ".copy");
    aws.s3().getObject(get -> get.bucket(RAW).key("processed/" + name), copy);
    assertThat(Files.mismatch(file, copy)).as("the promoted bytes").isEqualTo(-1);
    Files.delete(copy);
    Files.delete(file);
  }

  private Path write(String name, long size) throws IOException {
    Path file = folder.resolve(name);
    byte[] block = new byte[MIB];
    Random random = new Random(size);
    try (OutputStream out = Files.newOutputStream(file)) {
      for (long left = size; left > 0; left -= block.length) {
        random.nextBytes(block);
        out.write(block, 0, (int) Math.min(block.length, left));
      }
    }
    return file;
  }

  private static ObjectVersion upload(S3Client s3, String name, Path file, int partSize)
      throws IOException {
    String key = "incoming/" + name;
    long size = Files.size(file);
    String version =
        size <= partSize
            ? s3.putObject(put -> put.bucket(RAW).key(key), file).versionId()
            : inParts(s3, key, file, size, partSize);
    return new ObjectVersion(RAW, key, version);
  }

  private static String inParts(S3Client s3, String key, Path file, long size, int partSize) {
    String upload = s3.createMultipartUpload(it -> it.bucket(RAW).key(key)).uploadId();
    List<CompletedPart> parts = new ArrayList<>();
    for (long from = 0; from < size; from += partSize) {
      int number = parts.size() + 1;
      RequestBody body = part(file, from, Math.min(partSize, size - from));
      String eTag =
          s3.uploadPart(it -> it.bucket(RAW).key(key).uploadId(upload).partNumber(number), body)
              .eTag();
      parts.add(CompletedPart.builder().partNumber(number).eTag(eTag).build());
    }
    return s3.completeMultipartUpload(
            it -> it.bucket(RAW).key(key).uploadId(upload).multipartUpload(to -> to.parts(parts)))
        .versionId();
  }

  private static RequestBody part(Path file, long from, long length) {
    return RequestBody.fromContentProvider(
        () -> {
          try {
            var in = Files.newInputStream(file);
            in.skipNBytes(from);
            return in;
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        },
        length,
        "application/octet-stream");
  }

  private static boolean exists(S3Client s3, ObjectVersion version) {
    return new RawObjects(s3).exists(version.bucket(), version.key(), version.versionId());
  }

  private CustodyRecord record(AwsClients aws, ObjectVersion version) throws Exception {
    var settings =
        new SettingsLoader(Path.of("").toAbsolutePath(), Map.of())
            .loadLocal(folder.resolve("data"), Map.of())
            .settings();
    byte[] bytes =
        new RecordArchive(aws.s3(), settings.provenance()).find(version).orElseThrow().bytes();
    var signing = settings.signing();
    SigningKey key =
        SigningKey.load(signing.keystore(), signing.password().reveal(), signing.alias());
    return ((Verdict.Valid) new RecordVerifier(key.trusted()).verify(bytes)).record();
  }

  /** Returns the digest by the program sha256sum, or by the JDK where there is none. */
  private static Sha256 sha256sum(Path file) throws Exception {
    try {
      Process sum = new ProcessBuilder("sha256sum", "--", file.toString()).start();
      String line = new String(sum.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return Sha256.of(HexFormat.of().parseHex(line.substring(0, 64)));
    } catch (IOException noSuchProgram) {
      MessageDigest digest = JdkDigest.sha256();
      try (OutputStream out =
          new java.security.DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
        Files.copy(file, out);
      }
      return Sha256.of(digest.digest());
    }
  }

  /** Returns the maximum of the heap in use after the collections logged from a line on. */
  private static int maxAfterCollection(Path collections, int from) throws IOException {
    return Files.readAllLines(collections).stream()
        .skip(from)
        .map(COLLECTED::matcher)
        .filter(java.util.regex.Matcher::find)
        .mapToInt(line -> Integer.parseInt(line.group(2)))
        .max()
        .orElse(0);
  }
}
