package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import dev.waybill.aws.AwsClients;
import dev.waybill.deadletter.DeadLetter;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.startup.StartupException;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.sqs.model.Message;

/** Hooks of an operator: called at least once, whatever fails, and never in the way of custody. */
@ExtendWith(CloudExtension.class)
final class HookIT {
  private static final String OWN = "dev.waybill.test.own";
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final CloudUnderTest cloud;
  private final Queue<JsonNode> calls = new ConcurrentLinkedQueue<>();
  private final CountDownLatch released = new CountDownLatch(1);
  private volatile int status = 204;
  private volatile boolean blocked;
  private HttpServer server;
  private PipelineUnderTest pipeline;
  private Path home;
  private String told;

  HookIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void provision(@TempDir Path folder) throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        request -> {
          // Before the call is known, so that a test can change it for the next one.
          int answer = status;
          calls.add(
              JsonMapper.builder()
                  .build()
                  .readTree(
                      new String(request.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
          if (blocked) {
            await(released);
          }
          request.sendResponseHeaders(answer, -1);
          request.close();
        });
    server.setExecutor(task -> new Thread(task, "hook-server").start());
    server.start();
    told = cloud.uniqueName("told");
    String address = "127.0.0.1:" + server.getAddress().getPort() + "/";
    pipeline =
        PipelineUnderTest.provision(cloud, folder, Map.of())
            .withPlaceholders(Map.of("webhook.address", address, "told.queue", queueUrl()));
    home = RoutesCopy.under(folder);
    Files.createDirectories(home.resolve("routes/extensions"));
  }

  @AfterEach
  void stop() {
    released.countDown();
    pipeline.close();
    server.stop(0);
  }

  @Test
  void tellsQueueSetsTagAndCallsBeanOfOwnJar() throws Exception {
    addOwnBean();
    add("several", "");
    add("tell-queue", "direct:tell-queue");
    add("tag-object", "direct:tag-next");
    pipeline.startFrom(home);
    ObjectVersion landed = pipeline.put("incoming/${bean:ledger}", "bytes");
    pipeline.put("test/canary", "no hook");

    pipeline.awaitEnds(2);
    pipeline.awaitEmptyQueue(LIMIT);

    assertThat(pipeline.labels()).containsExactlyInAnyOrder("promoted", "canary-sealed");
    JsonNode event = json(receive());
    assertThat(event.path("event").textValue()).isEqualTo("promoted");
    assertThat(event.path("object").path("key").textValue()).isEqualTo(landed.key());
    assertThat(event.path("object").path("versionId").textValue()).isEqualTo(landed.versionId());
    assertThat(event.path("object").path("sha256").textValue())
        .isEqualTo(Bytes.sha256("bytes").toString());
    assertThat(pipeline.left(queueUrl())).as("the canary has no hook").isEqualTo(1);
    ObjectVersion promoted = pipeline.promoted().get(0).copied().destination();
    assertThat(event.path("destination").path("versionId").textValue())
        .isEqualTo(promoted.versionId());
    assertThat(System.clearProperty(OWN)).as("key that the bean of the jar got").contains("${bean");
    assertThat(tags(promoted))
        .containsExactly(Tag.builder().key("stage").value("promoted").build());
  }

  @Test
  void repeatsHookOfPromotedObjectUntilItSucceeds() throws Exception {
    add("call-webhook", "");
    status = 500;
    pipeline.startFrom(home);
    pipeline.put("incoming/a", "bytes");
    // The hook is called after the end of custody.
    Awaitility.await().atMost(LIMIT).until(() -> !calls.isEmpty());
    status = 204;

    pipeline.awaitEmptyQueue(LIMIT);

    assertThat(pipeline.labels()).startsWith("promoted").contains("already-done");
    assertThat(calls).hasSizeGreaterThanOrEqualTo(2);
    assertThat(calls.stream().map(it -> it.path("id").textValue()).distinct()).hasSize(1);
    assertThat(calls.stream().map(it -> it.path("destination")).distinct()).hasSize(1);
    assertThat(pipeline.left(pipeline.deadLetterUrl())).isZero();
  }

  /** The process ends between promotion and the answer of the hook: nothing of it is stored. */
  @Test
  void callsHookThatEndedProcessDidNotComplete() throws Exception {
    add("call-webhook", "");
    Path hook = home.resolve("routes/extensions/call-webhook.camel.yaml");
    Files.writeString(hook, Files.readString(hook).replace("20000", "2000"));
    blocked = true;
    pipeline.startFrom(home);
    pipeline.put("incoming/a", "bytes");
    pipeline.awaitEnds(1);
    Awaitility.await().atMost(LIMIT).until(() -> !calls.isEmpty());
    pipeline.stop();
    calls.clear();
    blocked = false;
    released.countDown();

    pipeline.startFrom(home);
    pipeline.awaitEmptyQueue(LIMIT);

    assertThat(pipeline.labels()).containsExactly("promoted", "already-done");
    assertThat(calls).hasSize(1);
  }

  @Test
  void keepsMessageInvisibleWhileHookRuns() throws Exception {
    add("call-webhook", "");
    blocked = true;
    pipeline.startFrom(home);
    pipeline.put("incoming/a", "bytes");
    Awaitility.await().atMost(LIMIT).until(() -> !calls.isEmpty());

    Awaitility.await()
        .atMost(LIMIT)
        .during(PipelineUnderTest.VISIBILITY.multipliedBy(3))
        .until(() -> calls.size() == 1);
    released.countDown();
    pipeline.awaitEmptyQueue(LIMIT);

    assertThat(pipeline.labels()).containsExactly("promoted");
    assertThat(calls).hasSize(1);
  }

  /** Five deliveries fail; the redrive then finds the object sealed and waiting. */
  @Test
  void holdsBackObjectWhoseHookFailsAndPromotesItAfterRedrive() throws Exception {
    add("call-webhook", "direct:sealed");
    status = 500;
    pipeline.startFrom(home);
    ObjectVersion landed = pipeline.put("incoming/a", "bytes");

    pipeline.awaitEnds(1);

    assertThat(pipeline.labels()).containsExactly("rejected-hook-failed");
    assertThat(pipeline.exists(landed.key(), landed.versionId())).isTrue();
    assertThat(pipeline.versions("processed/")).isEmpty();
    assertThat(pipeline.record(landed).sha256()).isEqualTo(Bytes.sha256("bytes"));
    DeadLetter dead = deadLetters().get(0);
    assertThat(dead.reason()).isEqualTo("hook-failed");
    assertThat(dead.detail())
        .isEqualTo("the hook direct:sealed failed: HttpOperationFailedException");
    status = 204;
    redrive();

    pipeline.awaitEnds(2);

    assertThat(pipeline.labels()).endsWith("promoted");
    assertThat(pipeline.text("processed/a")).isEqualTo("bytes");
  }

  @Test
  void givesUpHookOfPromotedObjectByNameAndRunsItAfterRedrive() throws Exception {
    add("call-webhook", "");
    status = 500;
    pipeline.startFrom(home);
    ObjectVersion landed = pipeline.put("incoming/a", "bytes");
    Awaitility.await()
        .atMost(LIMIT)
        .until(() -> pipeline.labels().contains("rejected-hook-failed"));
    pipeline.awaitEmptyQueue(LIMIT);
    DeadLetter dead = deadLetters().get(0);
    assertThat(dead.reason()).isEqualTo("hook-failed");
    assertThat(dead.version()).isEqualTo(landed.uri());
    assertThat(pipeline.text("processed/a")).isEqualTo("bytes");
    status = 204;
    int before = calls.size();

    redrive();

    Awaitility.await().atMost(LIMIT).until(() -> calls.size() > before);
    pipeline.awaitEmptyQueue(LIMIT);
    assertThat(deadLetters()).isEmpty();
    assertThat(pipeline.versions("processed/")).hasSize(1);
  }

  @Test
  void rejectsTwoRoutesOfOneHook() throws Exception {
    add("call-webhook", "");
    add("tell-queue", "");

    assertThatThrownBy(() -> pipeline.startFrom(home))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("[70-call-webhook, 70-tell-queue] all receive from direct:promoted");
  }

  @Test
  void rejectsHookThatEditedRoutesNeverCall() throws Exception {
    add("call-webhook", "direct:sealed");
    Path promote = home.resolve("routes/30-promote.camel.yaml");
    String text = Files.readString(promote);
    String without =
        text.replaceFirst("(?s) *- bean:\\s+id: 30-promote-hook.*?method: sealed\n", "");
    assertThat(without).isNotEqualTo(text);
    Files.writeString(promote, without);

    assertThatThrownBy(() -> pipeline.startFrom(home))
        .isInstanceOf(StartupException.class)
        .hasMessageContaining("no step calls the hook direct:sealed of the route 70-call-webhook");
  }

  /**
   * A jar in lib, a route that names its class, and a call of that route in front of the others.
   */
  private void addOwnBean() throws IOException {
    String source =
        "package own; public class Note { public void note(String event) { System.setProperty(\""
            + OWN
            + "\", event); } }";
    Files.write(
        Files.createDirectories(home.resolve("lib")).resolve("own.jar"),
        OwnJar.zip(OwnJar.compiled(home.resolve("classes"), "own.Note", source)));
    Files.writeString(
        home.resolve("routes/extensions/own.camel.yaml"),
        """
        - beans:
            - {name: note, type: own.Note}
        - route:
            id: 70-own
            from:
              uri: direct:tag-object
              steps:
                - bean: {ref: note, method: note}
                - to: {uri: direct:tag-next}
        """);
  }

  private void add(String example, String endpoint) throws IOException {
    String text =
        Files.readString(Path.of("deploy/hooks", example + ".camel.yaml"))
            .replace("https:", "http:");
    Files.writeString(
        home.resolve("routes/extensions/" + example + ".camel.yaml"),
        endpoint.isEmpty() ? text : text.replace("direct:promoted", endpoint));
  }

  private String queueUrl() {
    try (AwsClients aws = clients()) {
      return aws.sqs().createQueue(it -> it.queueName(told)).queueUrl();
    }
  }

  private AwsClients clients() {
    return AwsClients.of(
        cloud.endpoint(),
        CloudUnderTest.REGION,
        StaticCredentialsProvider.create(cloud.credentials()));
  }

  private String receive() {
    List<Message> messages =
        pipeline.aws().sqs().receiveMessage(it -> it.queueUrl(queueUrl())).messages();
    assertThat(messages).hasSize(1);
    return messages.get(0).body();
  }

  private List<Tag> tags(ObjectVersion version) {
    return pipeline
        .s3()
        .getObjectTagging(
            it -> it.bucket(version.bucket()).key(version.key()).versionId(version.versionId()))
        .tagSet();
  }

  private List<DeadLetter> deadLetters() {
    List<DeadLetter> found = new ArrayList<>();
    command().list(pipeline.settings(), found::add);
    return found;
  }

  private void redrive() {
    command().redrive(pipeline.settings(), null, false, new DeadLettersIT.Moved());
  }

  private DeadLetterRun command() {
    return new DeadLetterRun(settings -> clients());
  }

  private static JsonNode json(String text) throws IOException {
    return JsonMapper.builder().build().readTree(text);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
