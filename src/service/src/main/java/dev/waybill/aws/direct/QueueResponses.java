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

/** Parser of SQS responses in JSON. */
final class QueueResponses {
  private static final ObjectMapper JSON = new ObjectMapper();

  private QueueResponses() {}

  /**
   * Parses the response to a receive.
   *
   * @throws IOException when the response is not one JSON object, or has message attributes
   * @throws SdkClientException when a message body differs from its MD5, as in the SDK
   */
  static ReceiveMessageResponse parseReceive(DirectResponse http) throws IOException {
    ReceiveMessageResponse.Builder response = ReceiveMessageResponse.builder();
    response.sdkHttpResponse(http.head());
    JsonNode messages = read(http).path("Messages");
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
   * Parses the response to a batch delete.
   *
   * @throws IOException when the response is not one JSON object
   */
  static DeleteMessageBatchResponse parseDelete(DirectResponse http) throws IOException {
    JsonNode root = read(http);
    List<DeleteMessageBatchResultEntry> successful = new ArrayList<>();
    for (JsonNode entry : root.path("Successful")) {
      successful.add(DeleteMessageBatchResultEntry.builder().id(text(entry, "Id")).build());
    }
    List<BatchResultErrorEntry> failed = new ArrayList<>();
    for (JsonNode entry : root.path("Failed")) {
      failed.add(
          BatchResultErrorEntry.builder()
              .id(text(entry, "Id"))
              .code(text(entry, "Code"))
              .message(text(entry, "Message"))
              .senderFault(entry.path("SenderFault").asBoolean())
              .build());
    }
    DeleteMessageBatchResponse.Builder response =
        DeleteMessageBatchResponse.builder().successful(successful).failed(failed);
    response.sdkHttpResponse(http.head());
    return response.build();
  }

  private static JsonNode read(DirectResponse http) throws IOException {
    try (JsonParser parser = JSON.createParser((InputStream) http.body())) {
      JsonNode root = JSON.readTree(parser);
      if (root == null || !root.isObject() || parser.nextToken() != null) {
        throw new IOException("SQS response is not a single JSON object");
      }
      return root;
    }
  }

  private static Message message(JsonNode message) throws IOException {
    if (message.has("MessageAttributes")) {
      throw new IOException("SQS response has message attributes that were not requested");
    }
    String body = text(message, "Body");
    String digest = text(message, "MD5OfBody");
    requireMatchingDigest(body, digest);
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

  private static void requireMatchingDigest(@Nullable String body, @Nullable String digest) {
    if (body != null && digest != null && !md5(body).equals(digest)) {
      throw SdkClientException.create(
          "Message body differs from the MD5 that SQS reports: " + digest);
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
