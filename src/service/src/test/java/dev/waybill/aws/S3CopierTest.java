package dev.waybill.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.promotion.CopyPlan;
import dev.waybill.promotion.CopyResult;
import dev.waybill.promotion.Destination;
import dev.waybill.promotion.SourceGoneException;
import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.ObjectVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

final class S3CopierTest {
  private final List<CopyObjectRequest> requests = new ArrayList<>();
  private @Nullable S3Exception failure;
  private final S3Client s3 =
      new S3Client() {
        @Override
        public CopyObjectResponse copyObject(CopyObjectRequest request) {
          requests.add(request);
          if (failure != null) {
            throw failure;
          }
          return CopyObjectResponse.builder()
              .versionId("copy")
              .copyObjectResult(it -> it.checksumSHA256("sum").checksumType("FULL_OBJECT"))
              .build();
        }

        @Override
        public String serviceName() {
          return SERVICE_NAME;
        }

        @Override
        public void close() {}
      };
  private final PartCopy partCopy =
      new PartCopy(s3, (request, headers) -> s3.createMultipartUpload(request), 1);
  private final S3Copier copier = new S3Copier(s3, partCopy);

  @AfterEach
  void stop() {
    partCopy.close();
  }

  @Test
  void pinsVersionAndETagOfTheSource() {
    assertThat(copier.copy(plan(null))).contains(new CopyResult("copy", "sum", false));

    CopyObjectRequest request = requests.get(0);
    assertThat(request.sourceVersionId()).isEqualTo("v");
    assertThat(request.copySourceIfMatch()).isEqualTo("etag");
    assertThat(request.checksumAlgorithmAsString()).isEqualTo("SHA256");
  }

  @Test
  void requiresFreeDestinationUnlessAnObjectIsReplaced() {
    copier.copy(plan(null));
    copier.copy(plan("old"));

    assertThat(requests.get(0).ifNoneMatch()).isEqualTo("*");
    assertThat(requests.get(0).ifMatch()).isNull();
    assertThat(requests.get(1).ifNoneMatch()).isNull();
    assertThat(requests.get(1).ifMatch()).isEqualTo("old");
  }

  @ParameterizedTest
  @ValueSource(ints = {409, 412})
  void returnsNothingWhenAConditionDoesNotHold(int status) {
    failure = error(status, "PreconditionFailed");

    assertThat(copier.copy(plan(null))).isEmpty();
  }

  @Test
  void namesMissingSourceAndKeepsTheErrorAsCause() {
    failure = error(404, "NoSuchVersion");

    assertThatThrownBy(() -> copier.copy(plan(null)))
        .isInstanceOf(SourceGoneException.class)
        .hasCause(failure);
  }

  @ParameterizedTest
  @CsvSource({"403, AccessDenied", "404, NoSuchBucket", "503, SlowDown"})
  void passesEveryOtherErrorOn(int status, String code) {
    failure = error(status, code);

    assertThatThrownBy(() -> copier.copy(plan(null))).isSameAs(failure);
  }

  private static CopyPlan plan(@Nullable String replacedETag) {
    return new CopyPlan(
        new ObjectVersion("raw", "incoming/a", "v"),
        "etag",
        3,
        new Encryption(null, null, false),
        Map.of(),
        Map.of(),
        null,
        "sum",
        new Destination("raw", "processed/a"),
        replacedETag);
  }

  private static S3Exception error(int status, String code) {
    return (S3Exception)
        S3Exception.builder()
            .statusCode(status)
            .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
            .build();
  }
}
