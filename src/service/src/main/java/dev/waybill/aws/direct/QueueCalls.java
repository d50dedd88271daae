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

/**
 * Direct SQS calls in AWS's JSON 1.0 protocol. They return empty when the SDK must make the call.
 */
final class QueueCalls {
  static final String CONTENT_TYPE = "application/x-amz-json-1.0";

  private static final JsonFactory JSON = new JsonFactory();

  private final QueueEndpoints endpoints;
  private final Sender sender;

  QueueCalls(QueueEndpoints endpoints, Sender sender) {
    this.endpoints = endpoints;
    this.sender = sender;
  }

  /** Writer of the members of a request. */
  private interface Members {
    void write(JsonGenerator json) throws IOException;
  }

  Optional<ReceiveMessageResponse> receive(ReceiveMessageRequest request) throws IOException {
    // Message attributes have several types and their own digest, which only the SDK checks.
    if (!request.messageAttributeNames().isEmpty() || request.receiveRequestAttemptId() != null) {
      return Optional.empty();
    }
    Optional<DirectResponse> response =
        send(request, request.queueUrl(), "ReceiveMessage", json -> writeMembers(request, json));
    return response.isEmpty()
        ? Optional.empty()
        : Optional.of(QueueResponses.parseReceive(response.get()));
  }

  Optional<DeleteMessageBatchResponse> delete(DeleteMessageBatchRequest request)
      throws IOException {
    Optional<DirectResponse> response =
        send(
            request, request.queueUrl(), "DeleteMessageBatch", json -> writeMembers(request, json));
    return response.isEmpty()
        ? Optional.empty()
        : Optional.of(QueueResponses.parseDelete(response.get()));
  }

  @SuppressWarnings("deprecation") // Callers such as the Camel component use the older name.
  private static void writeMembers(ReceiveMessageRequest request, JsonGenerator json)
      throws IOException {
    writeNames(json, "AttributeNames", request.attributeNamesAsStrings());
    writeNames(json, "MessageSystemAttributeNames", request.messageSystemAttributeNamesAsStrings());
    writeNumber(json, "MaxNumberOfMessages", request.maxNumberOfMessages());
    writeNumber(json, "VisibilityTimeout", request.visibilityTimeout());
    writeNumber(json, "WaitTimeSeconds", request.waitTimeSeconds());
  }

  private static void writeMembers(DeleteMessageBatchRequest request, JsonGenerator json)
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

  private static void writeNames(JsonGenerator json, String member, Iterable<String> names)
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

  private static void writeNumber(JsonGenerator json, String member, @Nullable Integer number)
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
    DirectResponse response = sender.post(endpoint.get(), headers, payload(queueUrl, members));
    if (!response.isSuccessful()) {
      response.abort();
      throw new IOException("SQS responded with HTTP status " + response.head().statusCode());
    }
    return Optional.of(response);
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
