package dev.waybill.intake;

import static dev.waybill.intake.Notifications.RAW;
import static dev.waybill.intake.Notifications.eventBridge;
import static dev.waybill.intake.Notifications.s3;
import static dev.waybill.intake.Notifications.s3Record;
import static dev.waybill.intake.Notifications.testEvent;
import static dev.waybill.intake.Notifications.throughSns;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.model.ObjectNotification;
import dev.waybill.model.RejectReason;
import dev.waybill.model.RejectedException;
import dev.waybill.settings.CustodyScopes;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Properties of reading: every legal key is read unchanged, and any other text is rejected. */
final class NotificationPropertyTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final NotificationReader reader = new NotificationReader(CustodyScopes.of(RAW));

  @Property(tries = 1000)
  void readsEveryLegalKeyUnchangedInEveryEnvelope(@ForAll("keys") String key) {
    String direct = s3(s3Record(asS3Encodes(key)));
    assertThat(notification(direct).key()).isEqualTo(key);
    assertThat(notification(throughSns(direct)).key()).isEqualTo(key);
    assertThat(notification(eventBridge(key)).key()).isEqualTo(key);
  }

  @Property(tries = 500)
  void readsEncodedKeyOfEventBridgeAsOneOfTwoReadings(@ForAll("keys") String key) {
    ObjectNotification notification =
        notification(eventBridge("incoming/" + form(key.substring(9))));
    assertThat(List.of(notification.key(), String.valueOf(notification.otherKey()))).contains(key);
  }

  @Property(tries = 500)
  void readsKeysOfSendersThatEncodeMoreOrLessThanS3(@ForAll("keys") String key) {
    assertThat(notification(s3(s3Record(form(key)))).key()).isEqualTo(key);
    assertThat(notification(s3(s3Record(form(key).replace("+", "%20")))).key()).isEqualTo(key);
    assertThat(notification(s3(s3Record(key.replace("%", "%25").replace("+", "%2B")))).key())
        .isEqualTo(key);
  }

  @Property(tries = 1000)
  void readsOrRejectsArbitraryText(@ForAll String text) {
    assertReadOrRejected(text);
    assertReadOrRejected(throughSns(text));
  }

  @Property(tries = 1500)
  void readsOrRejectsNotificationWithChangedCharacters(
      @ForAll("bodies") String body, @ForAll Random random) {
    StringBuilder changed = new StringBuilder(body);
    for (int i = 0; i <= random.nextInt(4); i++) {
      changed.setCharAt(
          random.nextInt(changed.length()),
          "\"{}[]:,\\0-9eE%+\ud83d\u0000n".charAt(random.nextInt(18)));
    }
    assertReadOrRejected(changed.toString());
  }

  @Property(tries = 1500)
  void readsOrRejectsNotificationWithChangedValues(
      @ForAll("bodies") String body, @ForAll Random random) throws JsonProcessingException {
    JsonNode message = JSON.readTree(body);
    replaceOne(message, random);
    assertReadOrRejected(message.toString());
    assertReadOrRejected(throughSns(message.toString()));
  }

  @Provide
  Arbitrary<String> keys() {
    Arbitrary<String> odd =
        Arbitraries.of(
            "${sysenv.HOME}",
            "${bean:type:java.lang.Runtime}",
            "#{1+1}",
            "{{key}}",
            "%",
            "%41",
            "%zz",
            "+",
            " ",
            "\"",
            "'",
            "\\",
            "\n",
            "\r",
            "\t",
            "../",
            "./",
            "/",
            "//",
            "?",
            "#",
            "&",
            "=",
            "<a>",
            "\u0001",
            "\u00e4",
            "\u65e5\u672c",
            "\ud83d\ude00",
            "a\u0308",
            "x");
    Arbitrary<String> any =
        Arbitraries.strings()
            .withCharRange('\u0001', '\ud7ff')
            .withCharRange('\ue000', '\uffff')
            .ofMaxLength(40);
    return Arbitraries.oneOf(odd, any)
        .list()
        .ofMinSize(1)
        .ofMaxSize(60)
        .map(parts -> cut("incoming/" + String.join("", parts)));
  }

  @Provide
  Arbitrary<String> bodies() {
    return Arbitraries.of(
        s3(s3Record("incoming/a+b"), s3Record("test/%C3%A4")),
        eventBridge("incoming/a+b"),
        testEvent(),
        throughSns(s3(s3Record("incoming/a"))));
  }

  /** Returns the longest beginning of a key that S3 allows, cut between code points. */
  private static String cut(String key) {
    String rest = key;
    while (rest.getBytes(StandardCharsets.UTF_8).length > ObjectKeys.MAX_BYTES) {
      rest = rest.substring(0, rest.offsetByCodePoints(rest.length(), -1));
    }
    return rest;
  }

  /** S3 form-encodes a key but keeps its slashes. */
  private static String asS3Encodes(String key) {
    return form(key).replace("%2F", "/");
  }

  private static String form(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static void replaceOne(JsonNode root, Random random) {
    List<Runnable> places = new ArrayList<>();
    collect(root, random, places);
    places.get(random.nextInt(places.size())).run();
  }

  private static void collect(JsonNode node, Random random, List<Runnable> places) {
    if (node instanceof ObjectNode object) {
      object
          .fieldNames()
          .forEachRemaining(name -> places.add(() -> object.set(name, anyValue(random))));
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        int index = i;
        places.add(() -> array.set(index, anyValue(random)));
      }
    }
    node.forEach(child -> collect(child, random, places));
  }

  private static JsonNode anyValue(Random random) {
    List<String> values =
        List.of("null", "true", "-1", "0", "1e400", "1.5", "\"\"", "\"x\"", "{}", "[]", "[{}]");
    try {
      return JSON.readTree(values.get(random.nextInt(values.size())));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private ObjectNotification notification(String body) {
    return (ObjectNotification) reader.read(body, "id").get(0);
  }

  private void assertReadOrRejected(String body) {
    try {
      assertThat(reader.read(body, "id")).isNotEmpty();
    } catch (RejectedException rejection) {
      assertThat(rejection.outcome().reason()).isEqualTo(RejectReason.MALFORMED_NOTIFICATION);
    }
  }
}
