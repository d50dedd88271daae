package dev.waybill.aws.direct;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** The calls of a queue in AWS's JSON 1.0 protocol; each is empty when it is the SDK's to make. */
final class QueueCalls {
  static final String CONTENT_TYPE = "application/x-amz-json-1.0";

  private static final JsonFactory JSON = new JsonFactory();

  private final QueueEndpoints endpoints;
  private final Sender sender;

  QueueCalls(QueueEndpoints endpoints, Sender sender) {
    this.endpoints = endpoints;
    this.sender = sender;
  }

  /** Writer of a request's members. */
  private interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  Optional<ReceiveMessageResponse> receive(ReceiveMessageRequest request) throws IOException {
    // Messages may bring anything in attributes of their own, of which each has its own digest.
    if (!request.messageAttributeNames().isEmpty() || request.receiveRequestAttemptId() != null) {
      return Optional.empty();
    }
    Optional<DirectResponse> answer =
        send(request, request.queueUrl(), "ReceiveMessage", json -> members(request, json));
    return answer.isEmpty() ? Optional.empty() : Optional.of(QueueAnswers.received(answer.get()));
  }

  Optional<DeleteMessageBatchResponse> delete(DeleteMessageBatchRequest request)
      throws IOException {
    Optional<DirectResponse> answer =
        send(request, request.queueUrl(), "DeleteMessageBatch", json -> members(request, json));
    return answer.isEmpty() ? Optional.empty() : Optional.of(QueueAnswers.deleted(answer.get()));
  }

  @SuppressWarnings("deprecation") // Whoever asks, as the component does, may use the older name.
  private static void members(ReceiveMessageRequest request, JsonGenerator json)
      throws IOException {
    names(json, "AttributeNames", request.attributeNamesAsStrings());
    names(json, "MessageSystemAttributeNames", request.messageSystemAttributeNamesAsStrings());
    number(json, "MaxNumberOfMessages", request.maxNumberOfMessages());
    number(json, "VisibilityTimeout", request.visibilityTimeout());
    number(json, "WaitTimeSeconds", request.waitTimeSeconds());
  }

  private static void members(DeleteMessageBatchRequest request, JsonGenerator json)
      throws IOException {
    json.writeArrayFieldStart("Entries");
    for (DeleteMessageBatchRequestEntry entry : request.entries()) {
      json.writeStartObject();
      json.writeStringField("Id", entry.id());
      json.writeStringField("ReceiptHandle", entry.receiptHandle());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void names(JsonGenerator json, String member, Iterable<String> names)
      throws IOException {
    if (!names.iterator().hasNext()) {
      return;
    }
    json.writeArrayFieldStart(member);
    for (String name : names) {
      json.writeString(name);
    }
    json.writeEndArray();
  }

  private static void number(JsonGenerator json, String member, @Nullable Integer number)
      throws IOException {
    if (number != null) {
      json.writeNumberField(member, number);
    }
  }

  private Optional<DirectResponse> send(
      AwsRequest request, String queueUrl, String action, Members members) throws IOException {
    Optional<Endpoint> endpoint =
        request.overrideConfiguration().isPresent() ? Optional.empty() : endpoints.of(queueUrl);
    if (endpoint.isEmpty()) {
      return Optional.empty();
    }
    SortedMap<String, String> headers = new TreeMap<>();
    headers.put("content-type", CONTENT_TYPE);
    headers.put("x-amz-target", "AmazonSQS." + action);
    DirectResponse answer = sender.post(endpoint.get(), headers, payload(queueUrl, members));
    if (!answer.isGood()) {
      answer.abort();
      throw new IOException("SQS answered " + answer.head().statusCode());
    }
    return Optional.of(answer);
  }

  private static Payload payload(String queueUrl, Members members) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("QueueUrl", queueUrl);
      members.write(json);
      json.writeEndObject();
    }
    return Payload.of(bytes.toByteArray());
  }
}
