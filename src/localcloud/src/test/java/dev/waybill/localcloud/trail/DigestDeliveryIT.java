package dev.waybill.localcloud.trail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.waybill.localcloud.LocalCloud;
import dev.waybill.localcloud.LocalCloudOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.PublicKey;
import software.amazon.awssdk.services.s3.S3Client;

/** Tests of digest files and public keys as clients see them. */
final class DigestDeliveryIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path data;
  private LocalCloud cloud;
  private S3Client s3;
  private CloudTrailClient trails;

  @BeforeEach
  void start() throws IOException {
    cloud =
        LocalCloud.start(
            LocalCloudOptions.defaults(data, 0).withDigestInterval(Duration.ofSeconds(1)));
    s3 = on(cloud.endpoint(), S3Client.builder().forcePathStyle(true)).build();
    trails = on(cloud.endpoint(), CloudTrailClient.builder()).build();
  }

  private static <B extends AwsClientBuilder<B, ?>> B on(URI endpoint, B builder) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("tester", "test")));
  }

  @AfterEach
  void stop() throws IOException {
    s3.close();
    trails.close();
    cloud.close();
  }

  @Test
  void digestsVerifyWithTheListedPublicKeysAcrossRestart() throws IOException {
    startTrail();
    awaitDigests(2);
    List<PublicKey> before = publicKeys();
    stop();
    start();
    int stored = digests().size();
    awaitDigests(stored + 1);
    assertThat(publicKeys()).isEqualTo(before).hasSize(1);
    JsonNode keys = json(before);
    digests().forEach(it -> it.verify(keys));
    assertThat(digests()).anySatisfy(it -> assertThat(it.logFiles()).isNotEmpty());
    DeliveredDigest last = digests().get(stored);
    assertThat(last.text("previousDigestSignature"))
        .isEqualTo(digests().get(stored - 1).signature());
    assertThat(s3.headObject(it -> it.bucket("logs").key(last.version().key())).metadata())
        .containsEntry("signature", last.signature())
        .containsEntry("signature-algorithm", "SHA256withRSA");
  }

  private void startTrail() {
    s3.createBucket(it -> it.bucket("logs"));
    s3.putBucketPolicy(
        it ->
            it.bucket("logs")
                .policy(
                    """
                    {"Statement":{"Effect":"Allow",
                    "Principal":{"Service":"cloudtrail.amazonaws.com"},
                    "Action":"s3:*","Resource":["arn:aws:s3:::logs","arn:aws:s3:::logs/*"]}}"""));
    trails.createTrail(it -> it.name("trail").s3BucketName("logs").enableLogFileValidation(true));
    trails.startLogging(it -> it.name("trail"));
  }

  private void awaitDigests(int count) {
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> digests().size() >= count);
  }

  private List<DeliveredDigest> digests() {
    return DeliveredDigest.all(cloud.store().bucket("logs"));
  }

  private List<PublicKey> publicKeys() {
    Instant now = Instant.now();
    return trails
        .listPublicKeys(it -> it.startTime(now.minusSeconds(60)).endTime(now))
        .publicKeyList();
  }

  private static JsonNode json(List<PublicKey> keys) {
    ArrayNode list = JSON.createArrayNode();
    for (PublicKey key : keys) {
      list.addObject()
          .put("Fingerprint", key.fingerprint())
          .put("Value", Base64.getEncoder().encodeToString(key.value().asByteArray()));
    }
    return list;
  }
}
