package dev.waybill.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SqsException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Tests of authentication by SQS and STS. */
final class AuthenticationTest {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String LIST_QUEUES = "Action=ListQueues&Version=2012-11-05";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @TempDir static Path data;
  private static LocalCloud cloud;

  @BeforeAll
  static void start() throws IOException {
    cloud = LocalCloud.start(LocalCloudOptions.defaults(data, 0));
  }

  @AfterAll
  static void stop() throws IOException {
    cloud.close();
  }

  @Test
  void acceptsAnyAccessKeyIdWithTheSecret() {
    try (SqsClient sqs = sqs("anyone", "test")) {
      String url = sqs.createQueue(it -> it.queueName("any")).queueUrl();
      sqs.sendMessage(it -> it.queueUrl(url).messageBody("ä € 😀"));
      assertThat(sqs.receiveMessage(it -> it.queueUrl(url)).messages()).hasSize(1);
    }
  }

  @Test
  void sqsRejectsAWrongSecret() {
    try (SqsClient sqs = sqs("anyone", "guess")) {
      assertThatExceptionOfType(SqsException.class)
          .isThrownBy(sqs::listQueues)
          .satisfies(error -> assertRejected(error, "SignatureDoesNotMatch"));
      assertThatThrownBy(() -> sqs.createQueue(it -> it.queueName("unauthorized")));
    }
    try (SqsClient sqs = sqs("anyone", "test")) {
      assertThatThrownBy(() -> sqs.getQueueUrl(it -> it.queueName("unauthorized")))
          .hasMessageContaining("does not exist");
    }
  }

  @Test
  void queryProtocolRejectsAWrongSecret() throws Exception {
    HttpResponse<String> good = form("test", LIST_QUEUES, LIST_QUEUES);
    assertThat(good.statusCode()).isEqualTo(200);
    assertThat(good.body()).contains("<ListQueuesResponse");
    HttpResponse<String> wrong = form("guess", LIST_QUEUES, LIST_QUEUES);
    assertThat(wrong.statusCode()).isEqualTo(403);
    assertThat(wrong.body())
        .contains("<ErrorResponse", "<Type>Sender</Type>", "<Code>SignatureDoesNotMatch</Code>");
  }

  /** The client signs the hash of another body. */
  @Test
  void rejectsABodyThatWasNotSigned() throws Exception {
    HttpResponse<String> changed =
        form("test", LIST_QUEUES, "Action=CreateQueue&Version=2012-11-05&QueueName=changed");
    assertThat(changed.statusCode()).isEqualTo(403);
    assertThat(changed.body()).contains("<Code>SignatureDoesNotMatch</Code>");
  }

  @Test
  void rejectsAnUnsignedCall() throws Exception {
    HttpResponse<String> json =
        send(request("{}").header("X-Amz-Target", "AmazonSQS.ListQueues").build());
    assertThat(json.statusCode()).isEqualTo(403);
    assertThat(json.body()).contains("MissingAuthenticationToken");
    HttpResponse<String> form = send(request(LIST_QUEUES).header("Content-Type", FORM).build());
    assertThat(form.statusCode()).isEqualTo(403);
    assertThat(form.body()).contains("<ErrorResponse", "<Code>MissingAuthenticationToken</Code>");
  }

  @Test
  void rejectsASignatureForAnotherService() throws Exception {
    HttpResponse<String> forS3 =
        send(signed("test", "s3", "{}", "{}", "X-Amz-Target", "AmazonSQS.ListQueues"));
    assertThat(forS3.statusCode()).isEqualTo(403);
    assertThat(forS3.body()).contains("SignatureDoesNotMatch");
  }

  @Test
  void stsRejectsAWrongSecret() {
    try (StsClient sts = sts("anyone", "guess")) {
      assertThatExceptionOfType(AwsServiceException.class)
          .isThrownBy(sts::getCallerIdentity)
          .satisfies(error -> assertRejected(error, "SignatureDoesNotMatch"));
    }
  }

  @Test
  void longTermKeyBelongsToAUser() {
    GetCallerIdentityResponse user = identity("AKIAJO");
    assertThat(user.arn()).isEqualTo("arn:aws:iam::000000000000:user/AKIAJO");
    assertThat(user.userId()).isEqualTo("AKIAJO");
    assertThat(user.account()).isEqualTo("000000000000");
  }

  @Test
  void anyOtherKeyBelongsToARoleSession() {
    GetCallerIdentityResponse session = identity("waybill");
    assertThat(session.arn()).isEqualTo("arn:aws:sts::000000000000:assumed-role/waybill/session");
    assertThat(session.userId()).isEqualTo("waybill:session");
  }

  @Test
  void stsRejectsAnUnknownAction() {
    try (StsClient sts = sts("anyone", "test")) {
      assertThatExceptionOfType(AwsServiceException.class)
          .isThrownBy(() -> sts.getAccessKeyInfo(it -> it.accessKeyId("AKIAIOSFODNN7EXAMPLE")))
          .satisfies(
              error -> assertThat(error.awsErrorDetails().errorCode()).isEqualTo("InvalidAction"));
    }
  }

  private static void assertRejected(AwsServiceException error, String code) {
    assertThat(error.awsErrorDetails().errorCode()).isEqualTo(code);
    assertThat(error.statusCode()).isEqualTo(403);
  }

  private static GetCallerIdentityResponse identity(String accessKeyId) {
    try (StsClient sts = sts(accessKeyId, "test")) {
      return sts.getCallerIdentity();
    }
  }

  private static SqsClient sqs(String id, String secret) {
    return configure(SqsClient.builder(), id, secret).build();
  }

  private static StsClient sts(String id, String secret) {
    return configure(StsClient.builder(), id, secret).build();
  }

  private static <B extends AwsClientBuilder<B, ?>> B configure(
      B builder, String id, String secret) {
    return builder
        .endpointOverride(cloud.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret)));
  }

  private static HttpResponse<String> form(String secret, String signed, String sent)
      throws IOException, InterruptedException {
    return send(signed(secret, "sqs", signed, sent, "Content-Type", FORM));
  }

  private static HttpRequest signed(
      String secret, String service, String body, String sent, String name, String value) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(URI.create(cloud.endpoint() + "/"))
            .putHeader(name, value)
            .build();
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                signing ->
                    signing
                        .identity(AwsCredentialsIdentity.create("anyone", secret))
                        .request(request)
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
            .request();
    HttpRequest.Builder built = request(sent);
    signed.forEachHeader(
        (header, values) -> {
          if (!header.equalsIgnoreCase("Host")) {
            built.header(header, values.get(0));
          }
        });
    return built.build();
  }

  private static HttpRequest.Builder request(String body) {
    return HttpRequest.newBuilder(cloud.endpoint().resolve("/"))
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
