package dev.waybill.localcloud.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.localcloud.LocalCloud;
import dev.waybill.localcloud.LocalCloudOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Tests of malformed calls, which every service rejects with an error code. */
final class JsonServiceTest {
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

  @ParameterizedTest
  @CsvSource({
    "kms, TrentService.DescribeKey, '{', SerializationException",
    "kms, TrentService.DescribeKey, '[]', SerializationException",
    "kms, TrentService.DescribeKey, '{\"KeyId\":1}', SerializationException",
    "kms, TrentService.DescribeKey, '{}', ValidationException",
    "kms, TrentService.DescribeKey, '', ValidationException",
    "kms, TrentService.ListKeys, '{\"Limit\":\"x\"}', SerializationException",
    "kms, TrentService.ListKeys, '{\"Limit\":99999999999999999999}', ValidationException",
    "kms, TrentService.ListKeys, '{\"Limit\":0}', ValidationException",
    "kms, TrentService.MakeTea, '{}', UnknownOperationException",
    "cloudtrail, CloudTrail_20131101.GetTrail, '{}', InvalidParameterException",
    "cloudtrail, CloudTrail_20131101.GetTrail, '{\"Name\":\"absent\"}', TrailNotFoundException",
    "athena, AmazonAthena.GetWorkGroup, '{}', InvalidRequestException",
    "glue, AWSGlue.GetDatabase, '{}', InvalidInputException",
    "glue, AWSGlue.CreateDatabase, '{\"DatabaseInput\":\"d\"}', InvalidInputException"
  })
  void rejectsInvalidCallWithErrorCode(String service, String target, String body, String code)
      throws Exception {
    HttpResponse<String> answer = send("test", service, target, body, body);
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(type(answer)).isEqualTo(code);
    assertThat(answer.headers().firstValue("x-amzn-errortype")).contains(code);
  }

  @ParameterizedTest
  @CsvSource({"kms", "cloudtrail", "athena", "glue"})
  void rejectsInvalidSignatureBeforeReadingTheCall(String service) throws Exception {
    assertThat(type(send("guess", service, "X.Y", "{}", "{}")))
        .isEqualTo("InvalidSignatureException");
    assertThat(type(send("test", service, "X.Y", "{}", "{\"more\":1}")))
        .isEqualTo("InvalidSignatureException");
  }

  @Test
  void answers501ForUnknownService() throws Exception {
    assertThat(send("test", "dynamodb", "X.Y", "{}", "{}").statusCode()).isEqualTo(501);
  }

  private static String type(HttpResponse<String> answer) throws IOException {
    JsonNode body = new ObjectMapper().readTree(answer.body());
    return body.path("__type").asText();
  }

  private static HttpResponse<String> send(
      String secret, String service, String target, String signed, String sent)
      throws IOException, InterruptedException {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(URI.create(cloud.endpoint() + "/"))
            .putHeader("X-Amz-Target", target)
            .build();
    HttpRequest.Builder built =
        HttpRequest.newBuilder(cloud.endpoint().resolve("/")).POST(BodyPublishers.ofString(sent));
    AwsV4HttpSigner.create()
        .sign(
            signing ->
                signing
                    .identity(AwsCredentialsIdentity.create("anyone", secret))
                    .request(request)
                    .payload(ContentStreamProvider.fromUtf8String(signed))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
        .request()
        .forEachHeader(
            (header, values) -> {
              if (!header.equalsIgnoreCase("Host")) {
                built.header(header, values.get(0));
              }
            });
    return HTTP.send(built.build(), BodyHandlers.ofString());
  }
}
