package dev.waybill.alert.payload;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.alert.AlertEvent;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Request body of a Slack incoming webhook. {@code &}, {@code <} and {@code >} are escaped and
 * texts are verbatim, so that untrusted input becomes neither a link nor a mention.
 */
public final class SlackMessage {
  /** Limit of Slack for the text of a block. */
  private static final int MAX_BLOCK_LENGTH = 3000;

  private static final int MAX_FIELD_LENGTH = 600;
  private static final int MAX_NOTIFICATION_LENGTH = 300;

  private SlackMessage() {}

  /** Returns the body. */
  public static String of(AlertEvent event) {
    String title = AlertSummary.status(event) + ": " + event.finding().title();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("text", escape(title + " – " + event.finding().message(), MAX_NOTIFICATION_LENGTH));
    ArrayNode blocks = json.putArray("blocks");
    block(
        blocks,
        "*"
            + escape(title, MAX_FIELD_LENGTH)
            + "*\n"
            + escape(event.finding().message(), MAX_BLOCK_LENGTH - MAX_FIELD_LENGTH - 10));
    block(blocks, fields(event));
    return json.toString();
  }

  private static String fields(AlertEvent event) {
    Map<String, String> fields = AlertFields.of(event);
    String unused = fields.remove("message");
    String lines =
        fields.entrySet().stream()
            .map(it -> it.getKey() + ": " + SafeText.oneLine(it.getValue(), MAX_FIELD_LENGTH))
            .collect(Collectors.joining("\n"));
    return escape(lines, MAX_BLOCK_LENGTH);
  }

  private static void block(ArrayNode blocks, String text) {
    blocks
        .addObject()
        .put("type", "section")
        .putObject("text")
        .put("type", "mrkdwn")
        .put("text", text)
        .put("verbatim", true);
  }

  private static String escape(String text, int limit) {
    return SafeText.escape(text, limit, SlackMessage::escaped);
  }

  private static String escaped(int point) {
    return switch (point) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      default -> Character.toString(point);
    };
  }
}
