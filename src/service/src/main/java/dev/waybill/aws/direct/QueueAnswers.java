package dev.waybill.aws.direct;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** Reads what SQS answers in JSON. */
final class QueueAnswers {
  private static final ObjectMapper JSON = new ObjectMapper();

  private QueueAnswers() {}

  /**
   * Messages that were received.
   *
   * @throws IOException when the answer is not whole, or has what was not asked for
   * @throws SdkClientException when a body is not the one that was sent, as the SDK throws it
   */
  static ReceiveMessageResponse received(DirectResponse answer) throws IOException {
    ReceiveMessageResponse.Builder response = ReceiveMessageResponse.builder();
    response.sdkHttpResponse(answer.head());
    JsonNode messages = read(answer).path("Messages");
    if (messages.isArray()) {
      List<Message> all = new ArrayList<>(messages.size());
      for (JsonNode message : messages) {
        all.add(message(message));
      }
      response.messages(all);
    }
    return response.build();
  }

  /**
   * Messages that were deleted, and that were not.
   *
   * @throws IOException when the answer is not whole
   */
  static DeleteMessageBatchResponse deleted(DirectResponse answer) throws IOException {
    JsonNode said = read(answer);
    List<DeleteMessageBatchResultEntry> done = new ArrayList<>();
    for (JsonNode entry : said.path("Successful")) {
      done.add(DeleteMessageBatchResultEntry.builder().id(text(entry, "Id")).build());
    }
    List<BatchResultErrorEntry> failed = new ArrayList<>();
    for (JsonNode entry : said.path("Failed")) {
      failed.add(
          BatchResultErrorEntry.builder()
              .id(text(entry, "Id"))
              .code(text(entry, "Code"))
              .message(text(entry, "Message"))
              .senderFault(entry.path("SenderFault").asBoolean())
              .build());
    }
    DeleteMessageBatchResponse.Builder response =
        DeleteMessageBatchResponse.builder().successful(done).failed(failed);
    response.sdkHttpResponse(answer.head());
    return response.build();
  }

  private static JsonNode read(DirectResponse answer) throws IOException {
    try (JsonParser parser = JSON.createParser((InputStream) answer.body())) {
      JsonNode said = JSON.readTree(parser);
      if (said == null || !said.isObject() || parser.nextToken() != null) {
        throw new IOException("an answer that is no object of JSON");
      }
      return said;
    }
  }

  private static Message message(JsonNode message) throws IOException {
    if (message.has("MessageAttributes")) {
      throw new IOException("attributes that were not asked for");
    }
    String body = text(message, "Body");
    String digest = text(message, "MD5OfBody");
    requireSame(body, digest);
    Map<String, String> attributes = new HashMap<>();
    for (Map.Entry<String, JsonNode> each : message.path("Attributes").properties()) {
      attributes.put(each.getKey(), each.getValue().asText());
    }
    return Message.builder()
        .messageId(text(message, "MessageId"))
        .receiptHandle(text(message, "ReceiptHandle"))
        .md5OfBody(digest)
        .body(body)
        .attributesWithStrings(attributes)
        .build();
  }

  private static @Nullable String text(JsonNode object, String member) {
    return object.path(member).textValue();
  }

  private static void requireSame(@Nullable String body, @Nullable String digest) {
    if (body != null && digest != null && !md5(body).equals(digest)) {
      throw SdkClientException.create(
          "SQS says that a message's body has the MD5 " + digest + ", and it has not");
    }
  }

  private static String md5(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has MD5", impossible);
    }
  }
}
