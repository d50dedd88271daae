package dev.waybill.localcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Tests of starting and stopping a local cloud. */
final class LocalCloudTest {
  @TempDir Path data;

  @Test
  void rejectsADataFolderThatIsInUse() throws Exception {
    try (LocalCloud first = LocalCloud.start(LocalCloudOptions.defaults(data, 0))) {
      assertThat(first.endpoint().getHost()).isEqualTo("127.0.0.1");
      assertThatThrownBy(() -> LocalCloud.start(LocalCloudOptions.defaults(data, 0)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("in use by another local cloud");
    }
  }

  @Test
  void takenPortFailsTheStartAndUnlocksTheDataFolder() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      LocalCloudOptions there = LocalCloudOptions.defaults(data, taken.getLocalPort());
      assertThatThrownBy(() -> LocalCloud.start(there))
          .isInstanceOf(IOException.class)
          .hasMessage("port " + taken.getLocalPort() + " of 127.0.0.1 is taken");
    }
    LocalCloud.start(LocalCloudOptions.defaults(data, 0)).close();
  }

  @Test
  void restartOnTheSamePortKeepsMessages() throws Exception {
    LocalCloud first = LocalCloud.start(LocalCloudOptions.defaults(data, 0));
    int port = first.endpoint().getPort();
    String url;
    try (SqsClient sqs = sqs(first)) {
      url = sqs.createQueue(it -> it.queueName("q")).queueUrl();
      sqs.sendMessage(it -> it.queueUrl(url).messageBody("kept"));
    }
    first.store().createBucket("kept-bucket", false);
    first.close();
    try (LocalCloud second = LocalCloud.start(LocalCloudOptions.defaults(data, port));
        SqsClient sqs = sqs(second)) {
      assertThat(second.store().bucket("kept-bucket").name()).isEqualTo("kept-bucket");
      assertThat(url).isEqualTo("http://127.0.0.1:" + port + "/000000000000/q");
      assertThat(sqs.receiveMessage(it -> it.queueUrl(url)).messages())
          .singleElement()
          .matches(message -> message.body().equals("kept"));
    }
  }

  @Test
  void longPollDoesNotDelayTheStop() throws Exception {
    LocalCloud cloud = LocalCloud.start(LocalCloudOptions.defaults(data, 0));
    try (SqsClient sqs = sqs(cloud)) {
      String url = sqs.createQueue(it -> it.queueName("idle")).queueUrl();
      CompletableFuture<?> poll =
          CompletableFuture.runAsync(
              () -> sqs.receiveMessage(it -> it.queueUrl(url).waitTimeSeconds(20)));
      Thread.sleep(500);
      assertThat(poll).isNotDone();
      long start = System.nanoTime();
      cloud.close();
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      assertThat(took).isLessThan(Duration.ofSeconds(15));
      assertThat(poll).failsWithin(Duration.ofMinutes(1));
    }
  }

  private static SqsClient sqs(LocalCloud cloud) {
    return SqsClient.builder()
        .endpointOverride(cloud.endpoint())
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
        .build();
  }
}
