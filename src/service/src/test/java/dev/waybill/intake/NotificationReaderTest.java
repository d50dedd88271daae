package dev.waybill.intake;

import static dev.waybill.intake.Notifications.RAW;
import static dev.waybill.intake.Notifications.eventBridge;
import static dev.waybill.intake.Notifications.object;
import static dev.waybill.intake.Notifications.s3;
import static dev.waybill.intake.Notifications.s3Record;
import static dev.waybill.intake.Notifications.testEvent;
import static dev.waybill.intake.Notifications.throughSns;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.model.IntakeResult;
import dev.waybill.model.ObjectNotification;
import dev.waybill.model.Purpose;
import dev.waybill.model.SkipReason;
import dev.waybill.model.Skipped;
import dev.waybill.record.object.Sequencer;
import dev.waybill.settings.CustodyScopes;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Results of well-formed notifications. */
final class NotificationReaderTest {
  private static final String MESSAGE_ID = "059f36b4-87a3-44ab-83d2-661975830a7d";

  private final NotificationReader reader = new NotificationReader(CustodyScopes.of(RAW));

  @Test
  void readsEveryFieldOfDirectNotification() {
    assertThat(reader.read(s3(s3Record("incoming/a+b%2Bc.txt")), MESSAGE_ID))
        .containsExactly(
            new ObjectNotification(
                "caa304-raw-data",
                "incoming/a b+c.txt",
                null,
                "096fKKXTRTtl3on89fVO.nfljtsv6qko",
                "b21b84d653bb07b05b1e6b33684dc11b",
                1024L,
                new Sequencer("0055AED6DCD90281E5"),
                Instant.parse("2026-01-02T03:04:05.678Z"),
                MESSAGE_ID,
                Purpose.PROMOTE));
  }

  @Test
  void readsEveryFieldOfEventBridgeEvent() {
    assertThat(reader.read(eventBridge("incoming/a"), MESSAGE_ID))
        .containsExactly(
            new ObjectNotification(
                "caa304-raw-data",
                "incoming/a",
                null,
                "IYV3p45BT0ac8hjHg1houSdS1a.Mro8e",
                "b1946ac92492d2347c6235b4d2611184",
                5L,
                new Sequencer("617F08299329D189"),
                Instant.parse("2026-01-02T03:04:05Z"),
                "17793124-05d4-b198-2fde-7ededc63b103",
                Purpose.PROMOTE));
  }

  @Test
  void readsNotificationInSnsLikeDirectOne() {
    String plain = s3(s3Record("incoming/a"));
    assertThat(reader.read(throughSns(plain), MESSAGE_ID))
        .isEqualTo(reader.read(plain, MESSAGE_ID));
    assertThat(reader.read(throughSns(eventBridge("incoming/a")), MESSAGE_ID))
        .isEqualTo(reader.read(eventBridge("incoming/a"), MESSAGE_ID));
  }

  @Test
  void returnsOneResultForEachRecordInOrder() {
    ObjectNode removed = s3Record("incoming/b").put("eventName", "ObjectRemoved:Delete");
    List<IntakeResult> results =
        reader.read(s3(s3Record("incoming/a"), removed, s3Record("test/c")), MESSAGE_ID);
    assertThat(results).hasSize(3);
    assertThat(notification(results.get(0)).key()).isEqualTo("incoming/a");
    assertThat(reason(results.get(1))).isEqualTo(SkipReason.OTHER_EVENT);
    assertThat(notification(results.get(2)).purpose()).isEqualTo(Purpose.CANARY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.0", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.99"})
  void readsEveryMinorVersionOfStructure2(String version) {
    assertThat(only(s3(entry -> entry.put("eventVersion", version))))
        .isInstanceOf(ObjectNotification.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Put", "Post", "Copy", "CompleteMultipartUpload"})
  void acceptsEveryCreationWithAndWithoutServicePrefix(String kind) {
    assertThat(only(s3(entry -> entry.put("eventName", "ObjectCreated:" + kind))))
        .isInstanceOf(ObjectNotification.class);
    assertThat(only(s3(entry -> entry.put("eventName", "s3:ObjectCreated:" + kind))))
        .isInstanceOf(ObjectNotification.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ObjectRemoved:Delete",
        "s3:ObjectRemoved:DeleteMarkerCreated",
        "ObjectTagging:Put",
        "LifecycleTransition",
        "ObjectRestore:Completed",
        "ObjectCreated",
        "NotObjectCreated:Put",
        ""
      })
  void skipsEventThatCreatesNoObject(String event) {
    assertThat(reason(only(s3(entry -> entry.put("eventName", event)))))
        .isEqualTo(SkipReason.OTHER_EVENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Object Deleted", "Object Tags Added", ""})
  void skipsEventBridgeEventThatCreatesNoObject(String type) {
    assertThat(reason(only(eventBridge(event -> event.put("detail-type", type)))))
        .isEqualTo(SkipReason.OTHER_EVENT);
  }

  /** A rule that matches CloudTrail instead of S3 would leave every object without custody. */
  @ParameterizedTest
  @ValueSource(strings = {"AWS API Call via CloudTrail", "AWS Service Event via CloudTrail"})
  void namesEventOfCloudTrail(String type) {
    IntakeResult result = only(eventBridge(event -> event.put("detail-type", type)));

    assertThat(((Skipped) result).label()).isEqualTo("skipped-cloudtrail-event");
    assertThat(((Skipped) result).detail()).contains("detail-type Object Created");
  }

  @Test
  void skipsTestEventDirectlyAndThroughSns() {
    assertThat(reason(only(testEvent()))).isEqualTo(SkipReason.TEST_EVENT);
    assertThat(reason(only(throughSns(testEvent())))).isEqualTo(SkipReason.TEST_EVENT);
  }

  @Test
  void countsSkipOfNotificationWithoutRecords() {
    assertThat(reason(only(s3()))).isEqualTo(SkipReason.OTHER_EVENT);
  }

  @Test
  void skipsAnotherBucketWhateverItsKeysAre() {
    assertThat(reason(only(s3(entry -> bucket(entry, "other").put("ignored", 1)))))
        .isEqualTo(SkipReason.FOREIGN_BUCKET);
    String unreadableKey =
        s3(
            entry -> {
              bucket(entry, "other");
              object(entry).put("key", "%zz");
            });
    assertThat(reason(only(unreadableKey))).isEqualTo(SkipReason.FOREIGN_BUCKET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"other/a", "/incoming/a", "Incoming/a", "incoming", "a", "../test/"})
  void skipsKeyOutsideTheScope(String key) {
    assertThat(reason(only(s3(s3Record(key))))).isEqualTo(SkipReason.FOREIGN_PREFIX);
  }

  @Test
  void skipsPromotedObject() {
    assertThat(reason(only(s3(s3Record("processed/a"))))).isEqualTo(SkipReason.PROMOTED_PREFIX);
  }

  @ParameterizedTest
  @CsvSource({
    "incoming/, 0, true",
    "incoming/x/, 0, true",
    "test/x/, , true",
    "incoming/x/, 1, false",
    "incoming/x, 0, false",
    "incoming/x, , false"
  })
  void skipsOnlyEmptyObjectNamedLikeAFolderAsMarker(String key, Long size, boolean marker) {
    ObjectNode entry = s3Record(key);
    object(entry).put("size", size);
    IntakeResult result = only(s3(entry));
    assertThat(result instanceof Skipped).isEqualTo(marker);
    assertThat(marker)
        .isEqualTo(result instanceof Skipped s && s.reason() == SkipReason.FOLDER_MARKER);
  }

  @Test
  void readsMissingFieldsAsNull() {
    ObjectNode entry = s3Record("incoming/a");
    object(entry).remove(List.of("versionId", "eTag", "size", "sequencer"));
    assertThat(notification(only(s3(entry))))
        .extracting(
            ObjectNotification::versionId,
            ObjectNotification::eTag,
            ObjectNotification::size,
            ObjectNotification::sequencer)
        .containsOnlyNulls();
  }

  @Test
  void readsNullAndEmptyFieldsAsNull() {
    ObjectNode entry = s3Record("incoming/a");
    object(entry).putNull("versionId").put("eTag", "").putNull("size").put("sequencer", "");
    object(entry).put("versionId", "");
    assertThat(notification(only(s3(entry))))
        .extracting(
            ObjectNotification::versionId,
            ObjectNotification::eTag,
            ObjectNotification::size,
            ObjectNotification::sequencer)
        .containsOnlyNulls();
  }

  @Test
  void ignoresSequencerThatCannotBeCompared() {
    assertThat(notification(only(s3(e -> object(e).put("sequencer", "SEQ1")))).sequencer())
        .isNull();
    assertThat(notification(only(s3(e -> object(e).put("sequencer", 7)))).sequencer()).isNull();
  }

  @Test
  void removesQuotesFromETag() {
    assertThat(notification(only(s3(e -> object(e).put("eTag", "\"abc-2\"")))).eTag())
        .isEqualTo("abc-2");
    assertThat(notification(only(s3(e -> object(e).put("eTag", "\"\"")))).eTag()).isNull();
  }

  @Test
  void readsEventBridgeKeyVerbatimWithDecodedSecondReading() {
    ObjectNotification both = notification(only(eventBridge("incoming/a+b%2Bc")));
    assertThat(both.key()).isEqualTo("incoming/a+b%2Bc");
    assertThat(both.otherKey()).isEqualTo("incoming/a b+c");
    assertThat(notification(only(eventBridge("incoming/100%"))).otherKey()).isNull();
    assertThat(notification(only(eventBridge("incoming/%ff"))).otherKey()).isNull();
  }

  @Test
  void acceptsEventBridgeKeyWithEncodedPrefix() {
    ObjectNotification announced = notification(only(eventBridge("incoming%2Fa+b")));
    assertThat(announced.key()).isEqualTo("incoming/a b");
    assertThat(announced.otherKey()).isNull();
  }

  @Test
  void readsTextLongerThanAnyKeyOnlyAsEncoded() {
    String key = "incoming/" + "\u00e4".repeat(500);
    ObjectNotification announced =
        notification(only(eventBridge("incoming/" + "%C3%A4".repeat(500))));
    assertThat(announced.key()).isEqualTo(key);
    assertThat(announced.otherKey()).isNull();
  }

  @Test
  void ignoresInvalidEventBridgeId() {
    assertThat(notification(only(eventBridge(e -> e.put("id", "a\nb")))).notificationId())
        .isEqualTo(MESSAGE_ID);
    assertThat(notification(only(eventBridge(e -> e.put("id", 5)))).notificationId())
        .isEqualTo(MESSAGE_ID);
  }

  private static ObjectNode bucket(ObjectNode entry, String name) {
    return ((ObjectNode) entry.at("/s3/bucket")).put("name", name);
  }

  private IntakeResult only(String body) {
    List<IntakeResult> results = reader.read(body, MESSAGE_ID);
    assertThat(results).hasSize(1);
    return results.get(0);
  }

  private static ObjectNotification notification(IntakeResult result) {
    assertThat(result).isInstanceOf(ObjectNotification.class);
    return (ObjectNotification) result;
  }

  private static SkipReason reason(IntakeResult result) {
    assertThat(result).isInstanceOf(Skipped.class);
    return ((Skipped) result).reason();
  }
}
