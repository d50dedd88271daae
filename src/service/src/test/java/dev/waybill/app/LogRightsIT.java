package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Policy of the provenance bucket for the log, chunk digests and re-verification. */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LogRightsIT {
  private final CloudUnderTest cloud;
  private final String unique = UUID.randomUUID().toString();
  private PipelineUnderTest pipeline;
  private S3Client other;

  LogRightsIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeAll
  void provision(@TempDir Path folder) throws Exception {
    pipeline = PipelineUnderTest.provision(cloud, folder, Map.of());
    other = cloud.s3With(AwsBasicCredentials.create("analyst", "test"));
  }

  @AfterAll
  void close() {
    other.close();
    pipeline.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"log/pending/waybill-0/7", "log/tile/0/x001/234.p/17", "log/tile/entries/000.p/3"})
  void serviceAloneHidesWhatTheLogReplaced(String key) {
    put(cloud.s3(), key + unique, it -> it.ifNoneMatch("*"));

    assertThat(denial(() -> delete(other, key + unique))).isEqualTo(403);
    delete(cloud.s3(), key + unique);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "log/tile/0/x001/234",
        "log/tile/entries/x001/234",
        "log/checkpoint",
        "log/lock",
        "log/cosigned/0000000000000000017",
        "log/anchor/17-00",
        "log/vkeys",
        "fixity/plan.json",
        "fixity/slice/000/000.json",
        "fixity/progress/777.json",
        "fixity/watch.json",
        "fixity/promise/governance-2592000s",
        "fixity/result/c000001/000/000/000.ndjson.gz",
        "fixity/cycle/c000001.sigstore.json",
        "chunks/raw/00/v1/00.sha256",
        "records/raw/00/v1.sigstore.json"
      })
  void neitherServiceNorOthersHideEvidence(String key) {
    assertThat(denial(() -> delete(cloud.s3(), key))).isEqualTo(403);
    assertThat(denial(() -> delete(other, key))).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "log/checkpoint",
        "log/lock",
        "log/policy",
        "log/cosigned/17",
        "fixity/plan.json",
        "fixity/slice/000/000.json",
        "fixity/progress/777.json",
        "fixity/watch.json"
      })
  void serviceReplacesOnlyWhatItRead(String key) {
    String eTag = put(cloud.s3(), key, it -> it.ifNoneMatch("*"));
    put(cloud.s3(), key, it -> it.ifMatch(eTag));

    assertThat(denial(() -> put(cloud.s3(), key, it -> it))).isEqualTo(403);
    assertThat(denial(() -> put(other, key, it -> it.ifMatch(eTag)))).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"log/tile/0/", "fixity/result/", "fixity/cycle/", "chunks/"})
  void noOtherObjectIsReplaced(String prefix) {
    String eTag = put(cloud.s3(), prefix + unique, it -> it.ifNoneMatch("*"));

    assertThat(denial(() -> put(cloud.s3(), prefix + unique, it -> it.ifMatch(eTag))))
        .isEqualTo(403);
  }

  private String put(S3Client s3, String key, UnaryOperator<PutObjectRequest.Builder> with) {
    PutObjectRequest.Builder put =
        PutObjectRequest.builder().bucket(pipeline.settings().provenance().bucket()).key(key);
    return s3.putObject(with.apply(put).build(), RequestBody.fromString(key + UUID.randomUUID()))
        .eTag();
  }

  private void delete(S3Client s3, String key) {
    s3.deleteObject(it -> it.bucket(pipeline.settings().provenance().bucket()).key(key));
  }

  private static int denial(Runnable call) {
    return catchThrowableOfType(S3Exception.class, call::run).statusCode();
  }
}
