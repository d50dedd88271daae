package dev.waybill.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.aws.AwsClients;
import dev.waybill.testing.CloudUnderTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Queue that the hook of deploy/hooks/tell-queue tells of promoted objects. */
final class ToldQueue {
  private final String url;

  ToldQueue(CloudUnderTest cloud) {
    try (AwsClients aws =
        AwsClients.of(
            cloud.endpoint(),
            CloudUnderTest.REGION,
            StaticCredentialsProvider.create(cloud.credentials()))) {
      url = aws.sqs().createQueue(it -> it.queueName(cloud.uniqueName("told"))).queueUrl();
    }
  }

  /** Returns the value of the setting told.queue. */
  String url() {
    return url;
  }

  /** Creates a home directory with the shipped routes and the hook. */
  Path home(Path folder) throws IOException {
    Path home = RoutesCopy.under(folder);
    Path extensions = Files.createDirectories(home.resolve("routes/extensions"));
    String file = "tell-queue.camel.yaml";
    Files.copy(Path.of("deploy/hooks", file), extensions.resolve(file));
    return home;
  }

  /** Receives every message; returns the version ids of the sealed objects, with repetitions. */
  List<String> versions(SqsClient sqs) {
    List<String> versions = new ArrayList<>();
    List<Message> received;
    do {
      received =
          sqs.receiveMessage(it -> it.queueUrl(url).maxNumberOfMessages(10).visibilityTimeout(600))
              .messages();
      received.forEach(message -> versions.add(version(message.body())));
    } while (!received.isEmpty());
    return versions;
  }

  private static String version(String event) {
    try {
      return JsonMapper.builder()
          .build()
          .readTree(event)
          .path("object")
          .path("versionId")
          .textValue();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
