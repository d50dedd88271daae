package dev.waybill.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.aws.AwsClients;
import dev.waybill.localcloud.LocalCloud;
import dev.waybill.localcloud.LocalCloudOptions;
import dev.waybill.settings.Settings;
import dev.waybill.settings.SettingsLoader;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What the pipeline needs is there after the first start and after every other one. */
final class LocalBaselineTest {
  @TempDir Path data;

  @ParameterizedTest
  @ValueSource(strings = {"120s", "45s"})
  void a_restart_on_the_same_data_finds_and_mends_what_is_there(String visibility)
      throws Exception {
    applied("120s");

    Map<QueueAttributeName, String> attributes = applied(visibility);

    assertThat(attributes)
        .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, visibility.replace("s", ""))
        .containsKey(QueueAttributeName.REDRIVE_POLICY);
  }

  @Test
  void it_can_be_applied_twice_in_one_run() throws Exception {
    try (LocalCloud cloud = LocalCloud.start(LocalCloudOptions.defaults(data, 0));
        AwsClients aws = clients(cloud)) {
      apply(aws, settings("30s"));
      assertThat(apply(aws, settings("60s")))
          .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "60");
    }
  }

  private Map<QueueAttributeName, String> applied(String visibility) throws Exception {
    try (LocalCloud cloud = LocalCloud.start(LocalCloudOptions.defaults(data, 0));
        AwsClients aws = clients(cloud)) {
      return apply(aws, settings(visibility));
    }
  }

  private static Map<QueueAttributeName, String> apply(AwsClients aws, Settings settings) {
    new LocalBaseline(aws.s3(), aws.sqs(), aws.kms(), aws.cloudTrail(), settings).apply();
    String url = aws.sqs().getQueueUrl(it -> it.queueName(settings.queue().name())).queueUrl();
    return aws.sqs()
        .getQueueAttributes(it -> it.queueUrl(url).attributeNames(QueueAttributeName.ALL))
        .attributes();
  }

  private Settings settings(String visibility) {
    return new SettingsLoader(Path.of("").toAbsolutePath(), Map.of())
        .loadLocal(data, Map.of("waybill.intake.visibility", visibility))
        .settings();
  }

  private static AwsClients clients(LocalCloud cloud) {
    return AwsClients.of(
        cloud.endpoint(),
        Region.US_EAST_1,
        StaticCredentialsProvider.create(AwsBasicCredentials.create("waybill", "test")));
  }
}
