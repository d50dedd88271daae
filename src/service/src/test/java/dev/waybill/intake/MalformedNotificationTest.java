package dev.waybill.intake;

import static dev.waybill.intake.Notifications.RAW;
import static dev.waybill.intake.Notifications.eventBridge;
import static dev.waybill.intake.Notifications.object;
import static dev.waybill.intake.Notifications.s3;
import static dev.waybill.intake.Notifications.s3Record;
import static dev.waybill.intake.Notifications.throughSns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.model.RejectReason;
import dev.waybill.model.RejectedException;
import dev.waybill.settings.CustodyScopes;
import java.math.BigInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Rejected messages. Each has one defect, and some text that no error message may repeat. */
final class MalformedNotificationTest {
  /** Stands for untrusted input in a notification. */
  private static final String UNTRUSTED = "${untrusted}";

  private final NotificationReader reader = new NotificationReader(CustodyScopes.of(RAW));

  static Stream<Arguments> defects() {
    return Stream.of(notJson(), notNotifications(), badRecords(), badKeys(), badEvents())
        .flatMap(each -> each);
  }

  private static Stream<Arguments> notJson() {
    String good = s3(s3Record("incoming/a"));
    return Stream.of(
        arguments("empty-body", ""),
        arguments("blank-body", " \n"),
        arguments("not-json", UNTRUSTED),
        arguments("truncated", good.substring(0, good.length() - 2)),
        arguments("trailing-text", good + UNTRUSTED),
        arguments("trailing-object", good + good),
        arguments("byte-order-mark", "\uFEFF" + good),
        arguments("comment", "/* " + UNTRUSTED + " */" + good),
        arguments("single-quotes", "{'Records':[]}"),
        arguments("not-a-number", "{\"Records\":[],\"" + UNTRUSTED + "\":NaN}"),
        arguments("repeated-field", "{\"Records\":[],\"Records\":[]}"),
        arguments("repeated-untrusted-field", "{\"${untrusted}\":1,\"${untrusted}\":2}"),
        arguments("repeated-field-deep-down", good.replace("\"size\":", "\"key\":\"x\",\"size\":")),
        arguments("raw-newline-in-string", "{\"Event\":\"a\nb\"}"),
        arguments("too-deep", "{\"Records\":" + "[".repeat(80) + "]".repeat(80) + "}"),
        arguments("far-too-deep", "[".repeat(500_000)),
        arguments("endless-number", "{\"Records\":" + "9".repeat(5000) + "}"),
        arguments("larger-than-a-message", "{\"x\":\"" + "a".repeat(1 << 20) + "\"}"),
        arguments(
            "larger-in-bytes-than-in-characters", "{\"x\":\"" + "\u65e5".repeat(400_000) + "\"}"));
  }

  private static Stream<Arguments> notNotifications() {
    return Stream.of(
        arguments("array", "[]"),
        arguments("null", "null"),
        arguments("string", "\"" + UNTRUSTED + "\""),
        arguments("number", "7"),
        arguments("empty-object", "{}"),
        arguments("other-object", "{\"" + UNTRUSTED + "\":\"" + UNTRUSTED + "\"}"),
        arguments("other-event", "{\"Service\":\"Amazon S3\",\"Event\":\"" + UNTRUSTED + "\"}"),
        arguments("records-null", "{\"Records\":null}"),
        arguments("records-object", "{\"Records\":{\"a\":\"" + UNTRUSTED + "\"}}"),
        arguments("records-string", "{\"Records\":\"" + UNTRUSTED + "\"}"),
        arguments("record-null", "{\"Records\":[null]}"),
        arguments("record-string", "{\"Records\":[\"" + UNTRUSTED + "\"]}"),
        arguments("sns-without-message", "{\"Type\":\"Notification\"}"),
        arguments("sns-message-null", "{\"Type\":\"Notification\",\"Message\":null}"),
        arguments("sns-message-object", "{\"Type\":\"Notification\",\"Message\":{}}"),
        arguments("sns-message-not-json", throughSns(UNTRUSTED)),
        arguments("sns-message-of-others", throughSns("{\"configurationItem\":{}}")),
        arguments("sns-in-sns", throughSns(throughSns(s3(s3Record("incoming/a"))))));
  }

  private static Stream<Arguments> badRecords() {
    return Stream.of(
        broken("structure-3", e -> e.put("eventVersion", "3.0")),
        broken("structure-1", e -> e.put("eventVersion", "1.0")),
        broken("structure-unnamed", e -> e.remove("eventVersion")),
        broken("structure-a-number", e -> e.put("eventVersion", 2.1)),
        broken("structure-untrusted", e -> e.put("eventVersion", UNTRUSTED)),
        broken("source-sqs", e -> e.put("eventSource", "aws:sqs")),
        broken("source-untrusted", e -> e.put("eventSource", UNTRUSTED)),
        broken("event-unnamed", e -> e.remove("eventName")),
        broken("event-a-number", e -> e.put("eventName", 5)),
        broken("time-missing", e -> e.remove("eventTime")),
        broken("time-untrusted", e -> e.put("eventTime", UNTRUSTED)),
        broken("time-without-zone", e -> e.put("eventTime", "2026-01-02T03:04:05")),
        broken("time-a-number", e -> e.put("eventTime", 1700000000)),
        broken("s3-missing", e -> e.remove("s3")),
        broken("s3-a-string", e -> e.put("s3", UNTRUSTED)),
        broken("bucket-missing", e -> ((ObjectNode) e.get("s3")).remove("bucket")),
        broken("bucket-null", e -> ((ObjectNode) e.get("s3")).putNull("bucket")),
        broken("bucket-name-a-number", e -> ((ObjectNode) e.at("/s3/bucket")).put("name", 1)),
        broken("object-missing", e -> ((ObjectNode) e.get("s3")).remove("object")),
        broken("object-an-array", e -> ((ObjectNode) e.get("s3")).putArray("object")),
        broken("size-negative", e -> object(e).put("size", -1)),
        broken("size-a-string", e -> object(e).put("size", "5")),
        broken("size-fractional", e -> object(e).put("size", 1.5)),
        broken("size-beyond-long", e -> object(e).put("size", new BigInteger("9".repeat(30)))),
        broken("etag-a-number", e -> object(e).put("eTag", 5)),
        broken("version-a-number", e -> object(e).put("versionId", 5)),
        broken("version-an-object", e -> object(e).putObject("versionId")),
        arguments("second-record-broken", s3(s3Record("incoming/a"), s3Record("incoming/%"))));
  }

  private static Stream<Arguments> badKeys() {
    return Stream.of(
        broken("key-missing", e -> object(e).remove("key")),
        broken("key-null", e -> object(e).putNull("key")),
        broken("key-a-number", e -> object(e).put("key", 5)),
        key("key-empty", ""),
        key("key-percent-at-the-end", "incoming/%"),
        key("key-percent-cut", "incoming/%4"),
        key("key-percent-not-hex", "incoming/%zz"),
        key("key-percent-sign", "incoming/%-1"),
        key("key-percent-fullwidth-digits", "incoming/%\uFF14\uFF11"),
        key("key-not-utf8", "incoming/%ff"),
        key("key-overlong-utf8", "incoming/%C0%AF"),
        key("key-utf8-cut", "incoming/%E6%97"),
        key("key-surrogate-as-utf8", "incoming/%ED%A0%80"),
        key("key-half-a-surrogate-pair", "incoming/\ud83d"),
        key("key-of-1025-bytes", "incoming/" + "a".repeat(1016)),
        key("key-of-1025-bytes-in-fewer-characters", "incoming/" + "%C3%A4".repeat(508)));
  }

  private static Stream<Arguments> badEvents() {
    return Stream.of(
        event("bridge-source-untrusted", e -> e.put("source", UNTRUSTED)),
        event("bridge-source-missing", e -> e.remove("source")),
        event("bridge-type-a-number", e -> e.put("detail-type", 1)),
        event("bridge-detail-missing", e -> e.remove("detail")),
        event("bridge-detail-a-string", e -> e.put("detail", UNTRUSTED)),
        event("bridge-time-missing", e -> e.remove("time")),
        event("bridge-time-untrusted", e -> e.put("time", UNTRUSTED)),
        event("bridge-bucket-missing", e -> ((ObjectNode) e.get("detail")).remove("bucket")),
        event("bridge-object-missing", e -> ((ObjectNode) e.get("detail")).remove("object")),
        arguments("bridge-key-empty", eventBridge("")),
        arguments("bridge-key-half-a-surrogate-pair", eventBridge("incoming/\udc00")),
        arguments("bridge-key-of-1025-bytes", eventBridge("incoming/" + "a".repeat(1016))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("defects")
  void rejectsByNameWithoutRepeatingTheInput(String defect, String body) {
    assertThat(catchThrowable(() -> reader.read(body, "id")))
        .as(defect)
        .isInstanceOfSatisfying(
            RejectedException.class,
            rejection -> {
              assertThat(rejection.outcome().reason())
                  .isEqualTo(RejectReason.MALFORMED_NOTIFICATION);
              assertThat(rejection).hasMessageNotContaining("untrusted").hasNoCause();
              assertThat(rejection.outcome().detail()).isPrintable().hasSizeLessThan(120);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SubscriptionConfirmation | the topic delivers nothing until the subscription is confirmed",
        "UnsubscribeConfirmation  | the queue is no longer subscribed to the topic"
      })
  void namesConfirmationOfSns(String type, String meaning) {
    String body = "{\"Type\":\"" + type + "\",\"Token\":\"" + UNTRUSTED + "\"}";

    assertThat(catchThrowable(() -> reader.read(body, "id")))
        .isInstanceOf(RejectedException.class)
        .hasMessageStartingWith("sns-confirmation: an SNS " + type)
        .hasMessageContaining(meaning)
        .hasMessageNotContaining("untrusted");
  }

  @Test
  void namesMissingDetailType() {
    assertThat(catchThrowable(() -> reader.read(eventBridge(e -> e.remove("detail-type")), "id")))
        .isInstanceOf(RejectedException.class)
        .hasMessage(
            "malformed-notification: message.detail-type is missing; the rule must send the whole"
                + " event of EventBridge");
  }

  private static Arguments broken(String defect, Consumer<ObjectNode> change) {
    return arguments(defect, s3(change));
  }

  private static Arguments key(String defect, String key) {
    return arguments(defect, s3(s3Record(key)));
  }

  private static Arguments event(String defect, Consumer<ObjectNode> change) {
    return arguments(defect, eventBridge(change));
  }
}
