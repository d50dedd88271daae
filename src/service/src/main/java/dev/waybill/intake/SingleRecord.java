package dev.waybill.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.waybill.model.RejectedException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Message with one record of a notification, which has all that another delivery needs. */
public final class SingleRecord {
  private static final StrictJson JSON = new StrictJson();

  /** ASCII only, because SQS rejects some characters that JSON allows. */
  private static final ObjectWriter WRITER =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build().writer();

  private SingleRecord() {}

  /**
   * Returns a notification with one record of a message; the message itself when it has no other
   * record or cannot be read.
   *
   * @param message body of the message; untrusted input
   * @param index the record's position, or null when the failure is about the whole message
   */
  public static String of(String message, @Nullable Integer index) {
    try {
      JsonNode records = NotificationReader.unwrapped(JSON, message).node().path("Records");
      return index == null || records.size() < 2 || !records.has(index)
          ? message
          : shorter(message, records.get(index));
    } catch (RejectedException unreadable) {
      return message;
    }
  }

  private static String shorter(String message, JsonNode entry) {
    try {
      String text = WRITER.writeValueAsString(Map.of("Records", List.of(entry)));
      return text.length() < message.length() ? text : message;
    } catch (JsonProcessingException e) {
      return message;
    }
  }
}
