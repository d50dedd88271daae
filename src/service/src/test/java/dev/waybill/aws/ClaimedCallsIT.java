package dev.waybill.aws;

import static dev.waybill.aws.ImpatientClients.limits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.waybill.claims.Claim;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.Fault;
import dev.waybill.testing.FaultProxy;
import dev.waybill.testing.TestBucket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Claims of attempts over a network that loses requests and answers. */
@ExtendWith(CloudExtension.class)
final class ClaimedCallsIT {
  private static final int ALWAYS = 1000;
  private static final String KEY = "a key/ä";

  private final CloudUnderTest cloud;
  private final FaultProxy proxy;
  private final TestBucket bucket;
  private final List<Claim> claims = new CopyOnWriteArrayList<>();
  private AwsClients aws;

  ClaimedCallsIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    bucket = cloud.bucket("claims");
    bucket.put(KEY, "content");
    proxy = new FaultProxy(cloud.endpoint());
    connect(Timeouts.DEFAULT);
  }

  private void connect(Timeouts timeouts) {
    aws =
        AwsClients.of(
            proxy.endpoint(),
            CloudUnderTest.REGION,
            StaticCredentialsProvider.create(cloud.credentials()),
            timeouts);
    aws.onClaim(claims::add);
  }

  @AfterEach
  void close() {
    aws.close();
    proxy.close();
  }

  private String read() {
    return aws.s3().getObjectAsBytes(ObjectRequests.get(bucket.name(), KEY)).asUtf8String();
  }

  private List<String> ids() {
    return claims.stream()
        .filter(Claim.Answered.class::isInstance)
        .map(it -> ((Claim.Answered) it).requestId())
        .toList();
  }

  @Test
  void claimsCallByIdOfItsAnswer() {
    String id =
        aws.s3().headObject(it -> it.bucket(bucket.name()).key(KEY)).responseMetadata().requestId();

    assertThat(ids()).containsExactly(id);
    assertThat(claims).hasSize(1);
  }

  @Test
  void claimsCallsOfEachServiceByIdOfTheirAnswers() {
    String sts = aws.sts().getCallerIdentity().responseMetadata().requestId();
    String athena =
        aws.athena().listWorkGroups(it -> it.maxResults(1)).responseMetadata().requestId();
    String glue = aws.glue().getDatabases(it -> it.maxResults(1)).responseMetadata().requestId();
    String kms = aws.kms().listKeys().responseMetadata().requestId();
    String trail = aws.cloudTrail().describeTrails().responseMetadata().requestId();
    String queue = cloud.queue("claims").url();
    String sqs =
        aws.sqs()
            .getQueueAttributes(it -> it.queueUrl(queue).attributeNamesWithStrings("All"))
            .responseMetadata()
            .requestId();

    assertThat(ids()).containsExactly(sts, athena, glue, kms, trail, sqs);
  }

  @Test
  void claimsNoMessages() {
    String queue = cloud.queue("claims").url();

    aws.sqs().sendMessage(it -> it.queueUrl(queue).messageBody("x"));
    aws.sqs().receiveMessage(it -> it.queueUrl(queue));

    assertThat(claims).isEmpty();
  }

  @Test
  void claimsCallsThatWereRejected() {
    Throwable gone =
        catchThrowable(() -> aws.s3().getObjectAsBytes(ObjectRequests.get(bucket.name(), "none")));
    Throwable denied = catchThrowable(() -> aws.s3().getBucketPolicy(it -> it.bucket("wb-none")));

    assertThat(gone).isInstanceOf(NoSuchKeyException.class);
    assertThat(ids())
        .containsExactly(((S3Exception) gone).requestId(), ((S3Exception) denied).requestId());
  }

  @Test
  void claimsEachAttemptOfCallThatIsRetried() {
    proxy.inject(it -> it.method().equals("GET"), 2, Fault.cutBody(3));

    assertThat(read()).isEqualTo("content");

    assertThat(proxy.requests()).hasSize(3);
    assertThat(ids()).hasSize(3).doesNotHaveDuplicates();
    assertThat(claims).hasSize(3);
  }

  @Test
  void claimsAttemptWhoseHeadersWereCutByItsName() {
    proxy.inject(it -> it.method().equals("GET"), 1, Fault.cutHeaders());

    assertThat(read()).isEqualTo("content");

    assertThat(ids()).hasSize(1);
    assertThat(claims)
        .hasSize(2)
        .first()
        .isInstanceOfSatisfying(
            Claim.Unanswered.class,
            it -> {
              assertThat(it.source()).isEqualTo("s3.amazonaws.com");
              assertThat(it.name()).isEqualTo("GetObject");
              assertThat(it.bucket()).isEqualTo(bucket.name());
              assertThat(it.key()).isEqualTo(KEY);
              assertThat(it.givenUpAt()).isAfterOrEqualTo(it.sentAt());
            });
  }

  @Test
  void claimsCopyWhoseAnswerWasLostByItsDestination() {
    proxy.inject(it -> true, 1, Fault.lostResponse());

    var unused =
        aws.s3()
            .copyObject(
                it ->
                    it.sourceBucket(bucket.name())
                        .sourceKey(KEY)
                        .destinationBucket(bucket.name())
                        .destinationKey("copy"));

    assertThat(ids()).hasSize(1);
    assertThat(claims)
        .hasSize(2)
        .first()
        .isInstanceOfSatisfying(
            Claim.Unanswered.class,
            it -> {
              assertThat(it.name()).isEqualTo("CopyObject");
              assertThat(it.bucket()).isEqualTo(bucket.name());
              assertThat(it.key()).isEqualTo("copy");
            });
  }

  @Test
  void claimsAttemptThatTimedOutByItsName() {
    aws.close();
    connect(limits(Duration.ofMillis(400), Duration.ofSeconds(30)));
    proxy.inject(it -> true, ALWAYS, Fault.silence());

    Throwable timeout =
        catchThrowable(() -> aws.s3().listObjectsV2(it -> it.bucket(bucket.name())));

    assertThat(timeout).isNotNull();
    assertThat(claims)
        .isNotEmpty()
        .allSatisfy(
            claim ->
                assertThat(claim)
                    .isInstanceOfSatisfying(
                        Claim.Unanswered.class,
                        it -> {
                          assertThat(it.name()).isEqualTo("ListObjects");
                          assertThat(it.bucket()).isEqualTo(bucket.name());
                          assertThat(it.key()).isNull();
                        }));
  }

  @Test
  void claimsCallsOfSeparateClients() {
    try (SeparateS3 separate = aws.separateS3(1)) {
      S3Client s3 = separate.client();
      String id = s3.listBuckets().responseMetadata().requestId();

      assertThat(ids()).containsExactly(id);
    }
  }

  @Test
  void handsOverClaimsMadeBeforeThereWasListener() {
    try (AwsClients early =
        AwsClients.of(
            proxy.endpoint(),
            CloudUnderTest.REGION,
            StaticCredentialsProvider.create(cloud.credentials()))) {
      String id = early.sts().getCallerIdentity().responseMetadata().requestId();
      List<Claim> later = new CopyOnWriteArrayList<>();

      early.onClaim(later::add);

      assertThat(later)
          .singleElement()
          .isInstanceOfSatisfying(
              Claim.Answered.class, it -> assertThat(it.requestId()).isEqualTo(id));
    }
  }
}
