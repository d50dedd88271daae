package dev.waybill.aws;

import static dev.waybill.aws.ImpatientClients.limits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.Fault;
import dev.waybill.testing.FaultProxy;
import dev.waybill.testing.TestBucket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Faults of servers and of the network between the SDK's clients and AWS. */
@ExtendWith(CloudExtension.class)
final class AwsFaultsIT {
  private static final String KEY = "record";
  private static final String BODY = "0123456789".repeat(100);
  private static final int ALWAYS = 1000;

  /** A trickled body takes 20 s, longer than any limit. */
  private static final Fault TRICKLE = Fault.trickleBody(Duration.ofMillis(20));

  private final CloudUnderTest cloud;
  private final List<AwsCall> calls = new CopyOnWriteArrayList<>();
  private final FaultProxy proxy;
  private final TestBucket bucket;
  private AwsClients aws;

  AwsFaultsIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    bucket = cloud.bucket("faults");
    proxy = new FaultProxy(cloud.endpoint());
  }

  @BeforeEach
  void start() {
    bucket.put(KEY, BODY);
    connect(Timeouts.DEFAULT);
  }

  @AfterEach
  void stop() {
    aws.close();
    proxy.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 500, 999})
  void readsWholeBytesAfterBodyIsCut(int sent) {
    inject(1, Fault.cutBody(sent));

    assertThat(read()).isEqualTo(BODY);
    assertThat(proxy.requests()).hasSize(2);
  }

  @Test
  void readsWholeBytesAfterHeadersAreCut() {
    inject(1, Fault.cutHeaders());

    assertThat(read()).isEqualTo(BODY);
    assertThat(proxy.requests()).hasSize(2);
  }

  @Test
  void takesNoCutResponseForAnAnswer() {
    String queue = cloud.queue("faults").url();
    proxy.inject(it -> true, ALWAYS, Fault.cutHeaders());

    Stream<Runnable> requests =
        Stream.of(
            () -> aws.s3().listObjectVersions(it -> it.bucket(bucket.name())),
            () -> aws.s3().headObject(it -> it.bucket(bucket.name()).key(KEY)),
            () -> aws.s3().putObject(it -> it.bucket(bucket.name()).key(KEY), body()),
            () -> aws.sqs().receiveMessage(it -> it.queueUrl(queue)));

    assertThat(requests)
        .allSatisfy(
            request ->
                assertThatThrownBy(request::run)
                    .isInstanceOf(SdkClientException.class)
                    .hasStackTraceContaining("the response ended within its headers"));
  }

  @Test
  void readsNoBytesThatDifferFromTheirChecksum() {
    inject(1, Fault.flipBit());

    Throwable failure = catchThrowable(this::read);

    assertThat(failure).isInstanceOf(SdkClientException.class);
    assertRetriedLater(failure);
  }

  @Test
  void endsTrickledBytesInTime() {
    connect(limits(Timeouts.DEFAULT.idle(), Duration.ofMillis(100)));
    inject(ALWAYS, TRICKLE);

    Throwable failure = catchThrowable(this::read);

    assertThat(failure).hasStackTraceContaining("bytes arrived in");
    assertRetriedLater(failure);
    assertThat(proxy.requests()).hasSizeGreaterThan(1);
  }

  @Test
  void endsTrickledStreamInTime() throws Exception {
    connect(limits(Timeouts.DEFAULT.idle(), Duration.ofMillis(100)));
    inject(ALWAYS, TRICKLE);

    try (ResponseInputStream<GetObjectResponse> in =
        aws.s3().getObject(ObjectRequests.get(bucket.name(), KEY))) {
      assertThatThrownBy(in::readAllBytes).hasMessageContaining("bytes arrived in");
      in.abort();
    }
  }

  @Test
  void retriesResponseThatNeverComes() {
    connect(limits(Duration.ofSeconds(2), Timeouts.DEFAULT.body()));
    inject(1, Fault.silence());

    assertThat(read()).isEqualTo(BODY);
  }

  @Test
  void endsCallWhoseResponsesNeverCome() {
    connect(limits(Duration.ofMillis(100), Timeouts.DEFAULT.body()));
    inject(ALWAYS, Fault.silence());

    assertRetriedLater(catchThrowable(this::read));
  }

  @Test
  void endsCallAtItsTimeoutWhileHeadersTrickle() {
    connect(
        new Timeouts(
            Duration.ofMillis(300),
            Duration.ofMillis(300),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofMinutes(5)));
    inject(ALWAYS, Fault.trickleHeaders(Duration.ofMillis(20)));

    Throwable failure = catchThrowable(this::read);

    assertThat(failure).isInstanceOf(ApiCallTimeoutException.class);
    assertRetriedLater(failure);
  }

  @Test
  void succeedsAfterThrottlingAndCountsIt() {
    inject(2, Fault.error(503, "SlowDown"));

    assertThat(read()).isEqualTo(BODY);
    assertThat(proxy.requests())
        .extracting(it -> it.headers().get("amz-sdk-request"))
        .containsExactly("attempt=1; max=4", "attempt=2; max=4", "attempt=3; max=4");
    assertThat(calls)
        .singleElement()
        .satisfies(
            call -> {
              assertThat(call.isSuccessful()).isTrue();
              assertThat(call.retries()).isEqualTo(2);
              assertThat(call.throttles()).isEqualTo(2);
            });
  }

  @Test
  void signsWithTheServersTimeAfterClockSkew() {
    Duration ahead = Duration.ofHours(1);
    inject(ALWAYS, Fault.clock(ahead, BODY));

    assertThat(read()).isEqualTo(BODY);
    List<FaultProxy.Request> requests = proxy.requests();
    assertThat(requests).hasSize(2);
    assertThat(requests.get(1).signedAt())
        .isAfter(requests.get(0).signedAt().plus(ahead.minusMinutes(5)))
        .isBefore(Instant.now().plus(ahead.plusMinutes(5)));
  }

  @Test
  void reusesConnectionWithinItsAge() {
    read();
    read();

    assertThat(proxy.requests()).extracting(FaultProxy.Request::connection).containsExactly(1, 1);
  }

  @Test
  void replacesConnectionBeyondItsAge() {
    connect(
        new Timeouts(
            Timeouts.DEFAULT.call(),
            Timeouts.DEFAULT.s3Call(),
            Timeouts.DEFAULT.idle(),
            Timeouts.DEFAULT.body(),
            Duration.ofMillis(1)));
    read();
    read();

    assertThat(proxy.requests()).extracting(FaultProxy.Request::connection).containsExactly(1, 2);
  }

  /** The SDK draws the delay from the upper half of an interval, so that it is never zero. */
  @Test
  void waitsAfterThrottling() {
    RetryStrategy strategy =
        aws.s3().serviceClientConfiguration().overrideConfiguration().retryStrategy().orElseThrow();
    RetryToken first =
        strategy.acquireInitialToken(AcquireInitialTokenRequest.create("test")).token();
    AwsErrorDetails details = AwsErrorDetails.builder().errorCode("SlowDown").build();
    Throwable throttled = S3Exception.builder().statusCode(503).awsErrorDetails(details).build();

    RefreshRetryTokenResponse second =
        strategy.refreshRetryToken(
            RefreshRetryTokenRequest.builder().token(first).failure(throttled).build());

    assertThat(second.delay()).isPositive();
  }

  private void connect(Timeouts timeouts) {
    if (aws != null) {
      aws.close();
    }
    aws =
        AwsClients.of(
            proxy.endpoint(),
            CloudUnderTest.REGION,
            StaticCredentialsProvider.create(cloud.credentials()),
            timeouts);
    aws.onCall(calls::add);
  }

  private void inject(int times, Fault fault) {
    proxy.inject(it -> it.method().equals("GET"), times, fault);
  }

  private String read() {
    return aws.s3().getObjectAsBytes(ObjectRequests.get(bucket.name(), KEY)).asUtf8String();
  }

  private static RequestBody body() {
    return RequestBody.fromString(BODY);
  }

  private static void assertRetriedLater(Throwable failure) {
    assertThat(failure).isInstanceOf(SdkException.class);
    assertThat(S3Failure.of(failure)).isEqualTo(S3Failure.RETRYABLE);
  }
}
