package dev.waybill.alert.payload;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.alert.AlertEvent;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A message for a Slack incoming webhook. {@code &}, {@code <} and {@code >} are escaped, so that
 * foreign text is neither a link nor a mention, and links are not made of it.
 */
public final class SlackMessage {
  /** Slack's limit for the text of a block. */
  private static final int BLOCK = 3000;

  private static final int FIELD = 600;
  private static final int NOTIFICATION = 300;

  private SlackMessage() {}

  /** The request's body. */
  public static String of(AlertEvent event) {
    String title = Summary.status(event) + ": " + event.finding().title();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("text", escape(title + " – " + event.finding().message(), NOTIFICATION));
    ArrayNode blocks = json.putArray("blocks");
    block(
        blocks,
        "*" + escape(title, FIELD) + "*\n" + escape(event.finding().message(), BLOCK - FIELD - 10));
    block(blocks, facts(event));
    return json.toString();
  }

  private static String facts(AlertEvent event) {
    Map<String, String> facts = Facts.of(event);
    String unused = facts.remove("message");
    String lines =
        facts.entrySet().stream()
            .map(it -> it.getKey() + ": " + Text.oneLine(it.getValue(), FIELD))
            .collect(Collectors.joining("\n"));
    return escape(lines, BLOCK);
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

  private static String escape(String text, int most) {
    return Text.escape(text, most, SlackMessage::escaped);
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
