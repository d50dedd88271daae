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
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is understood, and as what. */
final class NotificationReaderTest {
  private static final String MESSAGE_ID = "059f36b4-87a3-44ab-83d2-661975830a7d";

  private final NotificationReader reader = new NotificationReader(RAW);

  @Test
  void a_direct_notification_says_everything() {
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
  void an_event_through_event_bridge_says_the_same_in_other_words() {
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
  void what_sns_wraps_reads_as_if_it_had_come_directly() {
    String plain = s3(s3Record("incoming/a"));
    assertThat(reader.read(throughSns(plain), MESSAGE_ID))
        .isEqualTo(reader.read(plain, MESSAGE_ID));
    assertThat(reader.read(throughSns(eventBridge("incoming/a")), MESSAGE_ID))
        .isEqualTo(reader.read(eventBridge("incoming/a"), MESSAGE_ID));
  }

  @Test
  void every_record_counts_in_its_order() {
    ObjectNode removed = s3Record("incoming/b").put("eventName", "ObjectRemoved:Delete");
    List<IntakeResult> notices =
        reader.read(s3(s3Record("incoming/a"), removed, s3Record("test/c")), MESSAGE_ID);
    assertThat(notices).hasSize(3);
    assertThat(announced(notices.get(0)).key()).isEqualTo("incoming/a");
    assertThat(reason(notices.get(1))).isEqualTo(SkipReason.OTHER_EVENT);
    assertThat(announced(notices.get(2)).purpose()).isEqualTo(Purpose.CANARY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.0", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "2.99"})
  void every_minor_version_of_structure_2_is_read(String version) {
    assertThat(only(s3(entry -> entry.put("eventVersion", version))))
        .isInstanceOf(ObjectNotification.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Put", "Post", "Copy", "CompleteMultipartUpload"})
  void every_creation_is_taken_with_and_without_the_services_prefix(String kind) {
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
  void an_event_that_creates_nothing_is_skipped(String event) {
    assertThat(reason(only(s3(entry -> entry.put("eventName", event)))))
        .isEqualTo(SkipReason.OTHER_EVENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Object Deleted", "Object Tags Added", "AWS API Call via CloudTrail", ""})
  void an_event_bridge_event_that_creates_nothing_is_skipped(String type) {
    assertThat(reason(only(eventBridge(event -> event.put("detail-type", type)))))
        .isEqualTo(SkipReason.OTHER_EVENT);
  }

  @Test
  void a_test_event_is_skipped_directly_and_through_sns() {
    assertThat(reason(only(testEvent()))).isEqualTo(SkipReason.TEST_EVENT);
    assertThat(reason(only(throughSns(testEvent())))).isEqualTo(SkipReason.TEST_EVENT);
  }

  @Test
  void a_notification_without_records_is_a_counted_skip_and_not_silence() {
    assertThat(reason(only(s3()))).isEqualTo(SkipReason.OTHER_EVENT);
  }

  @Test
  void another_bucket_is_foreign_whatever_its_keys_look_like() {
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
  @ValueSource(
      strings = {
        "processed/a",
        "other/a",
        "/incoming/a",
        "Incoming/a",
        "incoming",
        "a",
        "../test/"
      })
  void a_key_elsewhere_is_foreign(String key) {
    assertThat(reason(only(s3(s3Record(key))))).isEqualTo(SkipReason.FOREIGN_PREFIX);
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
  void only_an_empty_object_named_as_a_folder_is_a_folder_marker(
      String key, Long size, boolean marker) {
    ObjectNode entry = s3Record(key);
    object(entry).put("size", size);
    IntakeResult notice = only(s3(entry));
    assertThat(notice instanceof Skipped).isEqualTo(marker);
    assertThat(marker)
        .isEqualTo(notice instanceof Skipped s && s.reason() == SkipReason.FOLDER_MARKER);
  }

  @Test
  void what_a_sender_leaves_out_is_null() {
    ObjectNode entry = s3Record("incoming/a");
    object(entry).remove(List.of("versionId", "eTag", "size", "sequencer"));
    assertThat(announced(only(s3(entry))))
        .extracting(
            ObjectNotification::versionId,
            ObjectNotification::eTag,
            ObjectNotification::size,
            ObjectNotification::sequencer)
        .containsOnlyNulls();
  }

  @Test
  void what_a_sender_writes_as_null_or_empty_is_null() {
    ObjectNode entry = s3Record("incoming/a");
    object(entry).putNull("versionId").put("eTag", "").putNull("size").put("sequencer", "");
    object(entry).put("versionId", "");
    assertThat(announced(only(s3(entry))))
        .extracting(
            ObjectNotification::versionId,
            ObjectNotification::eTag,
            ObjectNotification::size,
            ObjectNotification::sequencer)
        .containsOnlyNulls();
  }

  @Test
  void a_sequencer_that_cannot_be_compared_is_none_and_does_no_harm() {
    assertThat(announced(only(s3(e -> object(e).put("sequencer", "SEQ1")))).sequencer()).isNull();
    assertThat(announced(only(s3(e -> object(e).put("sequencer", 7)))).sequencer()).isNull();
  }

  @Test
  void an_etags_quotes_are_not_part_of_it() {
    assertThat(announced(only(s3(e -> object(e).put("eTag", "\"abc-2\"")))).eTag())
        .isEqualTo("abc-2");
    assertThat(announced(only(s3(e -> object(e).put("eTag", "\"\"")))).eTag()).isNull();
  }

  @Test
  void a_key_from_event_bridge_is_taken_as_it_is_with_its_decoded_form_as_second_reading() {
    ObjectNotification both = announced(only(eventBridge("incoming/a+b%2Bc")));
    assertThat(both.key()).isEqualTo("incoming/a+b%2Bc");
    assertThat(both.otherKey()).isEqualTo("incoming/a b+c");
    assertThat(announced(only(eventBridge("incoming/100%"))).otherKey()).isNull();
    assertThat(announced(only(eventBridge("incoming/%ff"))).otherKey()).isNull();
  }

  @Test
  void a_wholly_encoded_key_from_event_bridge_is_still_found_in_its_prefix() {
    ObjectNotification announced = announced(only(eventBridge("incoming%2Fa+b")));
    assertThat(announced.key()).isEqualTo("incoming/a b");
    assertThat(announced.otherKey()).isNull();
  }

  @Test
  void a_key_too_long_for_a_key_can_only_be_an_encoded_one() {
    String key = "incoming/" + "\u00e4".repeat(500);
    ObjectNotification announced = announced(only(eventBridge("incoming/" + "%C3%A4".repeat(500))));
    assertThat(announced.key()).isEqualTo(key);
    assertThat(announced.otherKey()).isNull();
  }

  @Test
  void an_event_bridge_id_that_is_no_id_does_not_identify() {
    assertThat(announced(only(eventBridge(e -> e.put("id", "a\nb")))).notificationId())
        .isEqualTo(MESSAGE_ID);
    assertThat(announced(only(eventBridge(e -> e.put("id", 5)))).notificationId())
        .isEqualTo(MESSAGE_ID);
  }

  private static ObjectNode bucket(ObjectNode entry, String name) {
    return ((ObjectNode) entry.at("/s3/bucket")).put("name", name);
  }

  private IntakeResult only(String body) {
    List<IntakeResult> notices = reader.read(body, MESSAGE_ID);
    assertThat(notices).hasSize(1);
    return notices.get(0);
  }

  private static ObjectNotification announced(IntakeResult notice) {
    assertThat(notice).isInstanceOf(ObjectNotification.class);
    return (ObjectNotification) notice;
  }

  private static SkipReason reason(IntakeResult notice) {
    assertThat(notice).isInstanceOf(Skipped.class);
    return ((Skipped) notice).reason();
  }
}
