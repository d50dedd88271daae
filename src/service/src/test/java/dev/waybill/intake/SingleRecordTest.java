package dev.waybill.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.model.ObjectNotification;
import dev.waybill.model.RejectReason;
import dev.waybill.model.RejectedException;
import dev.waybill.settings.CustodyScopes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SingleRecordTest {
  private static final NotificationReader READER =
      new NotificationReader(CustodyScopes.of(Notifications.RAW));

  @Test
  void keepsOnlyTheRecordOfTheIndex() {
    String message = records(400);

    String single = SingleRecord.of(message, 123);

    assertThat(single.length()).isLessThan(message.length() / 100);
    assertThat(READER.read(single, "id")).isEqualTo(List.of(READER.read(message, "id").get(123)));
  }

  @Test
  void unwrapsRecordOfSns() {
    String message = records(2);

    String single = SingleRecord.of(Notifications.throughSns(message), 1);

    assertThat(single).isEqualTo(SingleRecord.of(message, 1));
  }

  @Test
  void keepsCharactersThatSqsRejectsAsEscapes() {
    ObjectNode odd = Notifications.s3Record("incoming/a");
    odd.put("other", "\uFFFF é \u0003");

    String single = SingleRecord.of(Notifications.s3(odd, odd, odd, odd), 0);

    assertThat(single).matches("\\p{ASCII}+").contains("\\uFFFF").contains("\\u0003");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "{}", "{\"Records\":{}}", "{\"Records\":[1]}"})
  void keepsMessageWithoutOtherRecords(String message) {
    assertThat(SingleRecord.of(message, 0)).isEqualTo(message);
    assertThat(SingleRecord.of(message, null)).isEqualTo(message);
  }

  @Test
  void keepsMessageThatFailsAsAWhole() {
    String message = records(3);

    assertThat(SingleRecord.of(message, null)).isEqualTo(message);
    assertThat(SingleRecord.of(message, 3)).isEqualTo(message);
  }

  @Test
  void readsAtMostOneThousandRecords() {
    assertThat(READER.read(records(1000), "id")).hasSize(1000);

    String message = records(1001);
    assertThat(message.getBytes(StandardCharsets.UTF_8).length).isLessThan(1 << 20);
    assertThatThrownBy(() -> READER.read(message, "id"))
        .isInstanceOfSatisfying(
            RejectedException.class,
            it -> assertThat(it.outcome().reason()).isEqualTo(RejectReason.MALFORMED_NOTIFICATION));
  }

  @Test
  void keepsKeyOfEachRecord() {
    String message = records(5);
    for (int index = 0; index < 5; index++) {
      assertThat(READER.read(SingleRecord.of(message, index), "id"))
          .singleElement()
          .isInstanceOfSatisfying(
              ObjectNotification.class, it -> assertThat(it.key()).startsWith("incoming/"));
    }
  }

  private static String records(int count) {
    return Notifications.s3(
        IntStream.range(0, count)
            .mapToObj(it -> Notifications.s3Record("incoming/" + it))
            .toArray(ObjectNode[]::new));
  }
}
