package dev.waybill.localcloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.AwsClient;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * Tests that the README lists exactly the supported operations. Every operation of the AWS SDK is
 * called without parameters; an operation is supported unless its response says that it is unknown.
 */
final class OperationTableTest {
  private static final String FORM = "application/x-www-form-urlencoded";
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
    "SQS, sqs, AmazonSQS",
    "KMS, kms, TrentService",
    "CloudTrail, cloudtrail, CloudTrail_20131101",
    "Athena, athena, AmazonAthena",
    "Glue, glue, AWSGlue"
  })
  void readmeListsTheOperationsOfEveryJsonService(String service, String scope, String target)
      throws Exception {
    Set<String> supported = new TreeSet<>();
    for (String operation : sdkOperations(client(scope))) {
      String response = call(scope, "X-Amz-Target", target + "." + operation, "{}");
      if (!isUnknown(response)) {
        supported.add(operation);
      }
    }
    assertThat(OperationTable.operations(service)).isEqualTo(supported).isNotEmpty();
  }

  @Test
  void readmeListsTheOperationsOfSts() throws Exception {
    Set<String> supported = new TreeSet<>();
    for (String operation : sdkOperations(StsClient.class)) {
      String form = "Version=2011-06-15&Action=" + operation;
      if (!isUnknown(call("sts", "Content-Type", FORM, form))) {
        supported.add(operation);
      }
    }
    assertThat(OperationTable.operations("STS")).isEqualTo(supported).isNotEmpty();
  }

  private static boolean isUnknown(String response) {
    return response.contains("InvalidAction")
        || response.contains("UnknownOperationException")
        || response.contains("UnsupportedOperation");
  }

  private static Class<? extends AwsClient> client(String scope) {
    return switch (scope) {
      case "sqs" -> SqsClient.class;
      case "kms" -> KmsClient.class;
      case "cloudtrail" -> CloudTrailClient.class;
      case "athena" -> AthenaClient.class;
      default -> GlueClient.class;
    };
  }

  private static Set<String> sdkOperations(Class<? extends AwsClient> client) {
    return Arrays.stream(client.getMethods())
        .filter(method -> method.getParameterCount() == 1)
        .filter(method -> AwsRequest.class.isAssignableFrom(method.getParameterTypes()[0]))
        .map(method -> method.getName())
        .filter(name -> !name.endsWith("Paginator"))
        .map(name -> name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String call(String scope, String header, String value, String body)
      throws IOException, InterruptedException {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(URI.create(cloud.endpoint() + "/"))
            .putHeader(header, value)
            .build();
    SdkHttpRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                signing ->
                    signing
                        .identity(AwsCredentialsIdentity.create("anyone", "test"))
                        .request(request)
                        .payload(ContentStreamProvider.fromUtf8String(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, scope)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
            .request();
    HttpRequest.Builder built =
        HttpRequest.newBuilder(cloud.endpoint().resolve("/"))
            .POST(HttpRequest.BodyPublishers.ofString(body));
    signed.forEachHeader(
        (name, values) -> {
          if (!name.equalsIgnoreCase("Host")) {
            built.header(name, values.get(0));
          }
        });
    return HTTP.send(built.build(), HttpResponse.BodyHandlers.ofString()).body();
  }
}
