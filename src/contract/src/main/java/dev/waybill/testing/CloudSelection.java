package dev.waybill.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/** Selection and start of the cloud that the tests run against. */
final class CloudSelection {
  private static final String ENDPOINT = "WAYBILL_CONTRACT_ENDPOINT";
  private static final String CONTAINER = "waybill.contract.testcontainers";

  /** Last version that needs no account. */
  private static final DockerImageName IMAGE =
      DockerImageName.parse("localstack/localstack:4.14.0");

  private static final Set<EmulatorLimit> LOCALSTACK =
      Set.of(
          EmulatorLimit.NO_DELETE_IF_MATCH,
          EmulatorLimit.SEQUENCER_IS_CONSTANT,
          EmulatorLimit.SPACE_IS_PERCENT_20,
          EmulatorLimit.HEADER_SIGNATURES_NOT_CHECKED,
          EmulatorLimit.CRC32C_TRAILER_REJECTED,
          EmulatorLimit.NO_TAG_COUNT,
          EmulatorLimit.COMPLETION_NOT_REPEATABLE,
          EmulatorLimit.COMPLETION_NOT_ATOMIC,
          EmulatorLimit.REQUEST_ID_DIFFERS,
          EmulatorLimit.OVERLAPPING_RULES_ACCEPTED,
          EmulatorLimit.LIFECYCLE_TAGS_NOT_CHECKED,
          EmulatorLimit.RETENTION_WITHOUT_LOCK,
          EmulatorLimit.NO_CLOUDTRAIL,
          EmulatorLimit.NO_ATHENA,
          EmulatorLimit.NO_GLUE,
          EmulatorLimit.POLICIES_NOT_ENFORCED,
          EmulatorLimit.KMS_KEYS_NOT_CHECKED,
          EmulatorLimit.KMS_ROTATION_NOT_CHECKED,
          EmulatorLimit.DEFAULTS_NOT_RETURNED,
          EmulatorLimit.NO_ENCRYPTION_UPDATE,
          EmulatorLimit.INVENTORIES_IN_ONE_PAGE,
          EmulatorLimit.ACCOUNT_IN_ARN_OF_INVENTORY,
          EmulatorLimit.OWNER_NOT_CHECKED);

  private CloudSelection() {}

  static CloudUnderTest start() {
    String endpoint = setting(ENDPOINT, setting("AWS_ENDPOINT_URL", ""));
    if (!endpoint.isEmpty()) {
      return at(URI.create(endpoint));
    }
    return Boolean.getBoolean(CONTAINER) ? container() : localCloud();
  }

  /** Starts LocalStack in a container, which ends with this JVM. */
  private static CloudUnderTest container() {
    Assumptions.assumeTrue(
        DockerClientFactory.instance().isDockerAvailable(),
        CONTAINER
            + ": no Docker is available, so the tests on LocalStack in a container are skipped");
    LocalStackContainer localStack = new LocalStackContainer(IMAGE);
    localStack.start();
    return at(localStack.getEndpoint());
  }

  private static CloudUnderTest localCloud() {
    RestartableCloud cloud = RestartableCloud.create();
    AwsBasicCredentials credentials = AwsBasicCredentials.create("test", "test");
    return new CloudUnderTest(cloud.endpoint(), cloud.endpoint(), credentials, Set.of(), "", cloud);
  }

  private static CloudUnderTest at(URI endpoint) {
    Optional<String> localStack = localStackVersion(endpoint);
    return new CloudUnderTest(
        endpoint,
        URI.create(setting("AWS_ENDPOINT_URL_SQS", endpoint.toString())),
        AwsBasicCredentials.create(
            setting("AWS_ACCESS_KEY_ID", "test"), setting("AWS_SECRET_ACCESS_KEY", "test")),
        localStack.map(CloudSelection::limits).orElse(Set.of()),
        setting("WAYBILL_CONTRACT_KMS_KEY", ""),
        CloudUnderTest.Server.EXTERNAL);
  }

  private static String setting(String name, String fallback) {
    return Optional.ofNullable(System.getProperty(name))
        .or(() -> Optional.ofNullable(System.getenv(name)))
        .orElse(fallback);
  }

  private static Set<EmulatorLimit> limits(String version) {
    EnumSet<EmulatorLimit> limits = EnumSet.copyOf(LOCALSTACK);
    if (version.startsWith("4.")) {
      limits.add(EmulatorLimit.COPY_CONDITIONS_IGNORED);
    }
    return limits;
  }

  private static Optional<String> localStackVersion(URI endpoint) {
    HttpResponse<String> health =
        send(HttpRequest.newBuilder(endpoint.resolve("/_localstack/health")).build());
    return health.statusCode() == 200
        ? Optional.of(json(health).path("version").asText())
        : Optional.empty();
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return new ObjectMapper().readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the cloud was looked up", e);
    }
  }
}
