package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.aws.AwsClients;
import dev.waybill.record.CustodyRecord;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.Verdict;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import dev.waybill.signing.SigningKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Repeated kill -9 of cloud and service together while clients upload. */
class KilledIT {
  private static final String RAW = "caa304-raw-data";
  private static final String PROVENANCE = "caa304-provenance";
  private static final String DEAD_LETTERS = "caa304-raw-data-events-dlq";
  private static final int KILLS = 6;
  private static final int UPLOADS = 600;
  private static final int CLIENTS = 4;

  /** Short, so that messages of a killed service are delivered again during the test. */
  private static final String VISIBILITY = "waybill.intake.visibility=20s";

  /** Text of every version whose upload was acknowledged. */
  private final Map<ObjectVersion, String> acknowledged = new ConcurrentHashMap<>();

  private final AtomicInteger names = new AtomicInteger();
  @TempDir Path folder;

  @Test
  void sealsAndPromotesEveryAcknowledgedObject() throws Exception {
    killWhileUploading("both");
  }

  @Test
  @Tag("slow")
  void sealsAndPromotesEveryAcknowledgedObjectWithDigestsOfTheServer() throws Exception {
    killWhileUploading("server");
  }

  private void killWhileUploading(String digestMode) throws Exception {
    try (WaybillProcess waybill =
            new WaybillProcess(folder, "-Xmx384m")
                .set(VISIBILITY)
                .set("waybill.digest.mode=" + digestMode);
        AwsClients aws = waybill.clients()) {
      waybill.start();
      ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
      try {
        List<Future<?>> all = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
          all.add(clients.submit(() -> upload(aws.s3())));
        }
        killRepeatedly(waybill);
        for (Future<?> one : all) {
          one.get();
        }
      } finally {
        clients.shutdownNow();
      }

      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(500))
          .until(() -> versions(aws.s3(), RAW, "incoming/killed/").isEmpty());

      assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(UPLOADS);
      assertEachIsPromotedWithItsBytes(aws.s3());
      assertEachIsSealedOnce(aws.s3());
      assertThat(deadLetters(aws)).isZero();
    }
  }

  /** Kills at random times spread over the uploads. */
  private void killRepeatedly(WaybillProcess waybill) throws Exception {
    Random delays = new Random(9);
    for (int kill = 1; kill <= KILLS; kill++) {
      int reached = kill * UPLOADS / (KILLS + 1);
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .pollInterval(Duration.ofMillis(5))
          .until(() -> acknowledged.size() >= reached);
      Thread.sleep(delays.nextInt(200));
      waybill.kill();
      waybill.start();
    }
  }

  private void upload(S3Client s3) {
    while (acknowledged.size() < UPLOADS) {
      String name = "killed/" + names.incrementAndGet();
      String text = "bytes of " + name;
      try {
        String version =
            s3.putObject(
                    put -> put.bucket(RAW).key("incoming/" + name), RequestBody.fromString(text))
                .versionId();
        acknowledged.put(new ObjectVersion(RAW, "incoming/" + name, version), text);
      } catch (SdkException down) {
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void assertEachIsPromotedWithItsBytes(S3Client s3) {
    acknowledged.forEach(
        (version, text) -> {
          String key = version.key().replace("incoming/", "processed/");
          assertThat(s3.getObjectAsBytes(get -> get.bucket(RAW).key(key)).asUtf8String())
              .isEqualTo(text);
        });
    assertThat(versions(s3, RAW, "processed/killed/"))
        .as("one promotion for each key")
        .doesNotHaveDuplicates();
  }

  private void assertEachIsSealedOnce(S3Client s3) throws Exception {
    assertThat(versions(s3, PROVENANCE, "records/"))
        .as("one version of each record")
        .doesNotHaveDuplicates();
    Map<ObjectVersion, CustodyRecord> records = new HashMap<>();
    Path keystore = folder.resolve("data/keys/signing.p12");
    RecordVerifier verifier =
        new RecordVerifier(SigningKey.load(keystore, "waybill-local", "waybill").trusted());
    for (String key : versions(s3, PROVENANCE, "records/")) {
      byte[] record = s3.getObjectAsBytes(get -> get.bucket(PROVENANCE).key(key)).asByteArray();
      CustodyRecord verified = ((Verdict.Valid) verifier.verify(record)).record();
      assertThat(records.put(verified.version(), verified))
          .as("another record of the version")
          .isNull();
    }
    acknowledged.forEach(
        (version, text) ->
            assertThat(records.get(version))
                .isNotNull()
                .extracting(CustodyRecord::sha256)
                .isEqualTo(
                    Sha256.of(JdkDigest.sha256().digest(text.getBytes(StandardCharsets.UTF_8)))));
  }

  /** Returns the key of every version, so a key appears once for each of its versions. */
  private static List<String> versions(S3Client s3, String bucket, String prefix) {
    return s3
        .listObjectVersionsPaginator(list -> list.bucket(bucket).prefix(prefix))
        .versions()
        .stream()
        .map(version -> version.key())
        .toList();
  }

  private static int deadLetters(AwsClients aws) {
    String url = aws.sqs().getQueueUrl(get -> get.queueName(DEAD_LETTERS)).queueUrl();
    QueueAttributeName waiting = QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES;
    return Integer.parseInt(
        aws.sqs()
            .getQueueAttributes(get -> get.queueUrl(url).attributeNames(waiting))
            .attributes()
            .get(waiting));
  }
}
