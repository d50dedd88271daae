package dev.waybill.camel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import dev.waybill.custody.hook.Hook;
import dev.waybill.custody.hook.HookEvent;
import dev.waybill.custody.hook.HookFailedException;
import dev.waybill.model.AlreadyDone;
import dev.waybill.model.CustodySummary;
import dev.waybill.model.Outcome;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.PutObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.PutObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/** Files of deploy/hooks, as operators copy them to routes/extensions. */
final class HookExamplesTest {
  private static final String EVIL = "incoming/${bean:evil}/\u00e9 \"'{{a}}";
  private static final CustodySummary PROMOTED =
      new CustodySummary(
          new ObjectVersion("raw", EVIL, "v1"),
          5,
          Sha256.hash("bytes"),
          "records/raw/k/v1.sigstore.json",
          new ObjectVersion("raw", "processed/a", "v2"),
          null,
          Instant.EPOCH,
          Instant.EPOCH);
  private static final String ID = HookEvent.promoted(PROMOTED, "prov").id();

  private final List<Object> requests = new ArrayList<>();
  private final DefaultCamelContext context = new DefaultCamelContext();
  private final HookStep hooks = new HookStep(null, "prov");
  private HttpServer server;
  private volatile int status = 204;
  private volatile String answer = "";

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        request -> {
          requests.add(
              List.of(
                  request.getRequestHeaders().getFirst("Idempotency-Key"),
                  request.getRequestHeaders().getFirst("Content-Type"),
                  new String(request.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          request.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
          if (body.length > 0) {
            request.getResponseBody().write(body);
          }
          request.close();
        });
    server.start();
  }

  @AfterEach
  void stop() throws IOException {
    server.stop(0);
    context.close();
  }

  @Test
  void callsNothingWithoutHook() throws Exception {
    start();

    promote();

    assertThat(requests).isEmpty();
  }

  @Test
  void tellsQueue() throws Exception {
    bind("sqs", SqsClient.class, new FakeSqs());
    start("tell-queue");

    promote();

    SendMessageRequest sent = (SendMessageRequest) requests.get(0);
    assertEvent(sent.messageBody());
    assertThat(sent.messageAttributes().get("Idempotency-Key").stringValue()).isEqualTo(ID);
  }

  @Test
  void publishesToTopic() throws Exception {
    bind("sns", SnsClient.class, new FakeSns(false));
    start("publish-topic");

    promote();

    PublishRequest sent = (PublishRequest) requests.get(0);
    assertEvent(sent.message());
    assertThat(sent.topicArn()).isEqualTo("arn:aws:sns:us-east-1:000000000000:told");
  }

  /** A denial of the hook must not be taken for one of the object, so its cause is not kept. */
  @Test
  void namesFailureOfHookWithoutItsCause() throws Exception {
    bind("sns", SnsClient.class, new FakeSns(true));
    start("publish-topic");

    assertThatThrownBy(this::promote)
        .isInstanceOf(HookFailedException.class)
        .hasMessage("the hook direct:promoted failed: SnsException")
        .hasNoCause();
  }

  @Test
  void putsEvent() throws Exception {
    bind("eventbridge", EventBridgeClient.class, new FakeEventBridge(0));
    start("put-event");

    promote();

    PutEventsRequest sent = (PutEventsRequest) requests.get(0);
    assertEvent(sent.entries().get(0).detail());
    assertThat(sent.entries().get(0).source()).isEqualTo("waybill");
    assertThat(sent.entries().get(0).eventBusName()).isEqualTo("bus");
  }

  @Test
  void failsWhenEventBridgeDoesNotTakeEvent() throws Exception {
    bind("eventbridge", EventBridgeClient.class, new FakeEventBridge(1));
    start("put-event");

    assertThatThrownBy(this::promote).hasMessageContaining("PredicateValidationException");
  }

  @Test
  void tagsPromotedVersionAndKeepsItsTags() throws Exception {
    context.getRegistry().bind("objectTags", new HookTags(new FakeS3(tag("a", "b"))));
    start("tag-object");

    promote();

    PutObjectTaggingRequest sent = (PutObjectTaggingRequest) requests.get(0);
    assertThat(sent.key()).isEqualTo("processed/a");
    assertThat(sent.versionId()).isEqualTo("v2");
    assertThat(sent.tagging().tagSet()).containsExactly(tag("a", "b"), tag("stage", "promoted"));
  }

  @Test
  void writesNoTagThatIsSet() throws Exception {
    context.getRegistry().bind("objectTags", new HookTags(new FakeS3(tag("stage", "promoted"))));
    start("tag-object");

    promote();

    assertThat(requests).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"constant: ''", "constant: stage", "constant: =promoted"})
  void failsWithoutNameOfTag(String constant) throws Exception {
    context.getRegistry().bind("objectTags", new HookTags(new FakeS3()));
    load("tag-object", text("tag-object").replace("constant: stage=promoted", constant));
    start();

    assertThatThrownBy(this::promote).hasMessageContaining("IllegalStateException");
    assertThat(requests).isEmpty();
  }

  @Test
  void callsWebhook() throws Exception {
    start("call-webhook");

    promote();

    List<?> sent = (List<?>) requests.get(0);
    assertThat(sent.get(0)).isEqualTo(ID);
    assertThat(sent.get(1)).isEqualTo("application/json");
    assertEvent((String) sent.get(2));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 404, 500, 503})
  void failsWhenWebhookDoesNotAccept(int code) throws Exception {
    status = code;
    start("call-webhook");

    assertThatThrownBy(this::promote)
        .hasMessageContaining("direct:promoted failed: HttpOperationFailedException");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"verdict\":\"infected\"}", "{}", "[]", "clean", ""})
  void holdsBackObjectThatScannerDoesNotCallClean(String text) throws Exception {
    status = 200;
    answer = text;
    start("screen-object");

    assertThat(callSealed().getException()).isNotNull();
  }

  @Test
  void letsCleanObjectPass() throws Exception {
    status = 200;
    answer = "{\"verdict\":\"clean\"}";
    start("screen-object");

    assertThat(callSealed().getException()).isNull();
  }

  @Test
  void callsSeveralHooksInOrder() throws Exception {
    bind("sqs", SqsClient.class, new FakeSqs());
    context.getRegistry().bind("objectTags", new HookTags(new FakeS3()));
    load("several", text("several"));
    load("tell-queue", text("tell-queue").replace("direct:promoted", "direct:tell-queue"));
    load("tag-object", text("tag-object").replace("direct:promoted", "direct:tag-object"));
    start();

    promote();

    assertThat(requests)
        .hasExactlyElementsOfTypes(SendMessageRequest.class, PutObjectTaggingRequest.class);
  }

  /** The document shows each file, so that it cannot differ from what is tested. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "tell-queue",
        "call-webhook",
        "publish-topic",
        "put-event",
        "tag-object",
        "screen-object",
        "several"
      })
  void documentShowsFile(String name) throws IOException {
    assertThat(Files.readString(Path.of("docs/how-to/extend-the-routes.md")))
        .contains("`deploy/hooks/" + name + ".camel.yaml`")
        .contains("```yaml\n" + text(name) + "```");
  }

  private Exchange callSealed() {
    return context
        .createProducerTemplate()
        .send(
            Hook.SEALED.uri(),
            it -> {
              it.getMessage().setHeader(HookStep.ID_HEADER, ID);
              it.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/json");
              it.getMessage().setBody("{}");
            });
  }

  private void promote() {
    Exchange message = new DefaultExchange(context);
    CustodyExchange.start(message, "message");
    CustodyExchange.end(message, promoted());
    hooks.promoted(message);
  }

  private static Outcome promoted() {
    return new AlreadyDone(PROMOTED.version(), PROMOTED.recordKey(), PROMOTED);
  }

  private void assertEvent(String json) {
    assertThat(json).isEqualTo(HookEvent.promoted(PROMOTED, "prov").json()).isASCII();
    assertThat(tree(json).path("object").path("key").textValue()).isEqualTo(EVIL);
  }

  private static JsonNode tree(String json) {
    try {
      return JsonMapper.builder().build().readTree(json);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private <T> void bind(String name, Class<T> type, T client) {
    context.getRegistry().bind(name, type, () -> client);
  }

  private void start(String... files) throws Exception {
    Properties settings = new Properties();
    String address = "127.0.0.1:" + server.getAddress().getPort();
    settings.putAll(
        Map.of(
            "told.queue", "http://q/told",
            "told.topic", "arn:aws:sns:us-east-1:000000000000:told",
            "told.bus", "bus",
            "webhook.address", address + "/hook",
            "scanner.address", address + "/scan",
            "waybill.raw.bucket", "raw"));
    context.getPropertiesComponent().setInitialProperties(settings);
    for (String file : files) {
      load(file, text(file));
    }
    context.start();
  }

  private void load(String file, String text) throws Exception {
    PluginHelper.getRoutesLoader((CamelContext) context)
        .loadRoutes(
            ResourceHelper.fromString(file + ".camel.yaml", text.replace("https:", "http:")));
  }

  private static String text(String file) throws IOException {
    return Files.readString(Path.of("deploy/hooks", file + ".camel.yaml"));
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  /** Client of SQS that keeps what is sent. */
  private final class FakeSqs implements SqsClient {
    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
      requests.add(request);
      return SendMessageResponse.builder().messageId("m").build();
    }

    @Override
    public String serviceName() {
      return "sqs";
    }

    @Override
    public void close() {}
  }

  /** Client of SNS that keeps what is published, or denies it. */
  private final class FakeSns implements SnsClient {
    private final boolean denies;

    FakeSns(boolean denies) {
      this.denies = denies;
    }

    @Override
    public PublishResponse publish(PublishRequest request) {
      if (denies) {
        throw SnsException.builder().statusCode(403).message("denied").build();
      }
      requests.add(request);
      return PublishResponse.builder().messageId("m").build();
    }

    @Override
    public String serviceName() {
      return "sns";
    }

    @Override
    public void close() {}
  }

  /** Client of EventBridge that keeps events, and answers how many it did not take. */
  private final class FakeEventBridge implements EventBridgeClient {
    private final int failed;

    FakeEventBridge(int failed) {
      this.failed = failed;
    }

    @Override
    public PutEventsResponse putEvents(PutEventsRequest request) {
      requests.add(request);
      return PutEventsResponse.builder().failedEntryCount(failed).build();
    }

    @Override
    public String serviceName() {
      return "events";
    }

    @Override
    public void close() {}
  }

  /** Client of S3 with the tags of one version. */
  private final class FakeS3 implements S3Client {
    private final List<Tag> tags;

    FakeS3(Tag... tags) {
      this.tags = List.of(tags);
    }

    @Override
    public GetObjectTaggingResponse getObjectTagging(GetObjectTaggingRequest request) {
      return GetObjectTaggingResponse.builder().tagSet(tags).build();
    }

    @Override
    public PutObjectTaggingResponse putObjectTagging(PutObjectTaggingRequest request) {
      requests.add(request);
      return PutObjectTaggingResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "s3";
    }

    @Override
    public void close() {}
  }
}
