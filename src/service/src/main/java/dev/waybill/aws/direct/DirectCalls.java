package dev.waybill.aws.direct;

import dev.waybill.record.object.PercentEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectResult;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Request;
import software.amazon.awssdk.services.s3.model.S3Response;

/** The calls one by one; each is empty when it is the SDK's to make. */
final class DirectCalls {
  /** Limit in bytes for direct uploads; the SDK streams longer bodies. */
  private static final long LONGEST_BODY = 1024 * 1024;

  private static final ResponseFields COPIED =
      ResponseFields.inDocument(CopyObjectResult.builder().build());
  private final Endpoints endpoints;
  private final Sender sender;
  private final Predicate<S3Exception> isFinal;

  DirectCalls(Endpoints endpoints, Sender sender, Predicate<S3Exception> isFinal) {
    this.endpoints = endpoints;
    this.sender = sender;
    this.isFinal = isFinal;
  }

  <T> Optional<T> get(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> to)
      throws Exception {
    Optional<DirectResponse> sent = send(Operation.GET, request, Payload.NONE, Map.of());
    if (sent.isEmpty()) {
      return Optional.empty();
    }
    DirectResponse answer = sent.get();
    try {
      GetObjectResponse response =
          filled(GetObjectResponse.builder(), Operation.GET, answer).build();
      // As the SDK does: only who asks for the stored checksum has it checked.
      boolean checked = request.checksumMode() == ChecksumMode.ENABLED;
      if (checked && StoredChecksum.isUnknown(response)) {
        answer.abort();
        return Optional.empty();
      }
      AbortableInputStream body = answer.body();
      InputStream bytes = checked ? StoredChecksum.checked(body, response) : body;
      return Optional.of(to.transform(response, AbortableInputStream.create(bytes, body)));
    } catch (Exception e) {
      answer.abort();
      throw e;
    }
  }

  Optional<HeadObjectResponse> head(HeadObjectRequest request) throws IOException {
    return done(Operation.HEAD, request, HeadObjectResponse.builder())
        .map(HeadObjectResponse.Builder::build);
  }

  Optional<DeleteObjectResponse> delete(DeleteObjectRequest request) throws IOException {
    return done(Operation.DELETE, request, DeleteObjectResponse.builder())
        .map(DeleteObjectResponse.Builder::build);
  }

  Optional<PutObjectResponse> put(PutObjectRequest request, RequestBody body) throws IOException {
    long length = body.optionalContentLength().orElse(Long.MAX_VALUE);
    boolean plain =
        length <= LONGEST_BODY
            && request.checksumAlgorithm() == ChecksumAlgorithm.SHA256
            && request.checksumSHA256() == null
            && request.contentLength() == null
            && request.contentType() != null;
    if (!plain) {
      return Optional.empty();
    }
    Payload payload = payload(body);
    Map<String, String> checksum = Map.of("x-amz-checksum-sha256", payload.sha256().base64());
    return done(
            send(Operation.PUT, request, payload, checksum),
            Operation.PUT,
            PutObjectResponse.builder())
        .map(PutObjectResponse.Builder::build);
  }

  private static Payload payload(RequestBody body) throws IOException {
    try (InputStream in = body.contentStreamProvider().newStream()) {
      return Payload.of(in.readAllBytes());
    }
  }

  Optional<CopyObjectResponse> copy(CopyObjectRequest request) throws IOException {
    String source = source(request);
    if (source == null) {
      return Optional.empty();
    }
    Optional<DirectResponse> sent =
        send(Operation.COPY, request, Payload.NONE, Map.of("x-amz-copy-source", source));
    if (sent.isEmpty()) {
      return Optional.empty();
    }
    DirectResponse answer = sent.get();
    SmallDocument document = answer.document();
    if (!document.root().equals("CopyObjectResult")) {
      // An error may come after the head of a good answer.
      throw new IOException("a copy that was not answered by its result");
    }
    CopyObjectResult.Builder result = CopyObjectResult.builder();
    document.elements().forEach((name, value) -> COPIED.put(name, value, result));
    return Optional.of(
        filled(CopyObjectResponse.builder(), Operation.COPY, answer)
            .copyObjectResult(result.build())
            .build());
  }

  private static @Nullable String source(CopyObjectRequest request) {
    ObjectName name =
        new ObjectName(
            Objects.requireNonNullElse(request.sourceBucket(), ""),
            Objects.requireNonNullElse(request.sourceKey(), ""));
    if (!name.isPlain() || request.sourceVersionId() == null) {
      return null;
    }
    return name.bucket()
        + ("/" + PercentEncoding.path(name.key()))
        + ("?versionId=" + PercentEncoding.component(request.sourceVersionId()));
  }

  /**
   * Sends, unless the request is an unusual one.
   *
   * @throws S3Exception when S3 refuses for good
   * @throws IOException when the answer is none that may be used
   */
  private Optional<DirectResponse> send(
      Operation operation, S3Request request, Payload payload, Map<String, String> headers)
      throws IOException {
    Optional<RequestFields> fields =
        request.overrideConfiguration().isPresent() ? Optional.empty() : RequestFields.of(request);
    Optional<Endpoint> endpoint = fields.flatMap(said -> endpoints.of(said.name().bucket()));
    if (endpoint.isEmpty()) {
      return Optional.empty();
    }
    RequestFields said = fields.orElseThrow();
    said.headers().putAll(headers);
    DirectResponse answer = sender.send(operation.method(), endpoint.get(), said, payload);
    if (answer.isGood()) {
      return Optional.of(answer);
    }
    if (isSilent(operation, answer)) {
      answer.abort();
      throw new IOException("S3 answered " + answer.head().statusCode());
    }
    S3Exception refusal = answer.refusal(operation != Operation.HEAD);
    if (!isFinal.test(refusal)) {
      throw new IOException("S3 answered " + refusal.awsErrorDetails().errorCode());
    }
    throw refusal;
  }

  /** A server that is at a loss may say anything, and a refused HEAD does not say why. */
  private static boolean isSilent(Operation operation, DirectResponse answer) {
    int status = answer.head().statusCode();
    return status >= 500 || (operation == Operation.HEAD && status != 404);
  }

  private <B extends S3Response.Builder> Optional<B> done(
      Operation operation, S3Request request, B builder) throws IOException {
    return done(send(operation, request, Payload.NONE, Map.of()), operation, builder);
  }

  /** Reads the headers of a response without a body. */
  private static <B extends S3Response.Builder> Optional<B> done(
      Optional<DirectResponse> answer, Operation operation, B builder) throws IOException {
    if (answer.isEmpty()) {
      return Optional.empty();
    }
    answer.get().release();
    return Optional.of(filled(builder, operation, answer.get()));
  }

  private static <B extends S3Response.Builder> B filled(
      B builder, Operation operation, DirectResponse answer) {
    operation.answer().put(answer.head().headers(), builder);
    builder.sdkHttpResponse(answer.head());
    return builder;
  }
}
