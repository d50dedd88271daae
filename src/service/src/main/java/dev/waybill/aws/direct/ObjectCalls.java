package dev.waybill.aws.direct;

import dev.waybill.record.object.PercentEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
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

/** Direct S3 calls. They return empty when the SDK must make the call. */
final class ObjectCalls {
  /** Limit in bytes for direct uploads; the SDK streams longer bodies. */
  private static final long MAX_BODY_BYTES = 1024 * 1024;

  private static final ResponseFields COPY_RESULT =
      ResponseFields.inDocument(CopyObjectResult.builder().build());

  private final BucketEndpoints endpoints;
  private final Sender sender;
  private final Predicate<S3Exception> isFinal;

  ObjectCalls(BucketEndpoints endpoints, Sender sender, Predicate<S3Exception> isFinal) {
    this.endpoints = endpoints;
    this.sender = sender;
    this.isFinal = isFinal;
  }

  /** Reads an object and checks its stored checksum when the request asks for that. */
  <T> Optional<T> get(
      GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer)
      throws Exception {
    Optional<DirectResponse> direct = send(Operation.GET, request, Payload.NONE, Map.of());
    if (direct.isEmpty()) {
      return Optional.empty();
    }
    DirectResponse response = direct.get();
    try {
      GetObjectResponse result = fill(GetObjectResponse.builder(), Operation.GET, response).build();
      // Like the SDK, checks the stored checksum only when the request asks for it.
      boolean checksumEnabled = request.checksumMode() == ChecksumMode.ENABLED;
      if (checksumEnabled && ChecksumInputStream.isUnsupported(result)) {
        response.abort();
        return Optional.empty();
      }
      AbortableInputStream body = response.body();
      InputStream bytes = checksumEnabled ? ChecksumInputStream.wrap(body, result) : body;
      return Optional.of(transformer.transform(result, AbortableInputStream.create(bytes, body)));
    } catch (Exception e) {
      response.abort();
      throw e;
    }
  }

  Optional<HeadObjectResponse> head(HeadObjectRequest request) throws IOException {
    return complete(Operation.HEAD, request, HeadObjectResponse.builder())
        .map(HeadObjectResponse.Builder::build);
  }

  Optional<DeleteObjectResponse> delete(DeleteObjectRequest request) throws IOException {
    return complete(Operation.DELETE, request, DeleteObjectResponse.builder())
        .map(DeleteObjectResponse.Builder::build);
  }

  /** Writes a small body with its SHA-256; the SDK makes other writes. */
  Optional<PutObjectResponse> put(PutObjectRequest request, RequestBody body) throws IOException {
    long length = body.optionalContentLength().orElse(Long.MAX_VALUE);
    boolean isSimple =
        length <= MAX_BODY_BYTES
            && request.checksumAlgorithm() == ChecksumAlgorithm.SHA256
            && request.checksumSHA256() == null
            && request.contentLength() == null
            && request.contentType() != null;
    if (!isSimple) {
      return Optional.empty();
    }
    Payload payload = payload(body);
    Map<String, String> checksum = Map.of("x-amz-checksum-sha256", payload.sha256().base64());
    return complete(
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

  /** Copies an object version; the SDK makes copies without a source version. */
  Optional<CopyObjectResponse> copy(CopyObjectRequest request) throws IOException {
    String source = copySource(request);
    if (source == null) {
      return Optional.empty();
    }
    Map<String, String> headers = new TreeMap<>(Map.of("x-amz-copy-source", source));
    endpoints
        .of(request.sourceBucket())
        .ifPresent(it -> putOwner(headers, Endpoint.SOURCE_OWNER, it));
    Optional<DirectResponse> direct = send(Operation.COPY, request, Payload.NONE, headers);
    if (direct.isEmpty()) {
      return Optional.empty();
    }
    DirectResponse response = direct.get();
    XmlDocument document = response.readDocument();
    if (!document.root().equals("CopyObjectResult")) {
      // S3 can report an error after it has sent the status 200.
      throw new IOException("S3 responded to a copy with a document other than CopyObjectResult");
    }
    CopyObjectResult.Builder result = CopyObjectResult.builder();
    document.elements().forEach((name, value) -> COPY_RESULT.set(name, value, result));
    return Optional.of(
        fill(CopyObjectResponse.builder(), Operation.COPY, response)
            .copyObjectResult(result.build())
            .build());
  }

  private static @Nullable String copySource(CopyObjectRequest request) {
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
   * Sends a request once, or returns empty when only the SDK can send it.
   *
   * @throws S3Exception when S3 responds with a final error
   * @throws IOException when the response is unusable and the SDK must repeat the call
   */
  private Optional<DirectResponse> send(
      Operation operation, S3Request request, Payload payload, Map<String, String> headers)
      throws IOException {
    Optional<RequestFields> fields =
        request.overrideConfiguration().isPresent() ? Optional.empty() : RequestFields.of(request);
    Optional<Endpoint> endpoint = fields.flatMap(it -> endpoints.of(it.name().bucket()));
    if (endpoint.isEmpty()) {
      return Optional.empty();
    }
    RequestFields sent = fields.orElseThrow();
    sent.headers().putAll(headers);
    putOwner(sent.headers(), Endpoint.OWNER, endpoint.get());
    DirectResponse response = sender.send(operation.method(), endpoint.get(), sent, payload);
    if (response.isSuccessful()) {
      return Optional.of(response);
    }
    if (isInconclusive(operation, response)) {
      response.abort();
      throw new IOException("S3 responded with HTTP status " + response.head().statusCode());
    }
    S3Exception error = response.error(operation != Operation.HEAD);
    if (!isFinal.test(error)) {
      throw new IOException("S3 responded with the error " + error.awsErrorDetails().errorCode());
    }
    throw error;
  }

  /**
   * Returns true when the response does not prove a final error: the body of a server error is not
   * reliable, and the response to a HEAD has no body.
   */
  private static boolean isInconclusive(Operation operation, DirectResponse response) {
    int status = response.head().statusCode();
    return status >= 500 || (operation == Operation.HEAD && status != 404);
  }

  private <B extends S3Response.Builder> Optional<B> complete(
      Operation operation, S3Request request, B builder) throws IOException {
    return complete(send(operation, request, Payload.NONE, Map.of()), operation, builder);
  }

  /** Releases the connection of a response and reads its headers. */
  private static <B extends S3Response.Builder> Optional<B> complete(
      Optional<DirectResponse> response, Operation operation, B builder) throws IOException {
    if (response.isEmpty()) {
      return Optional.empty();
    }
    response.get().release();
    return Optional.of(fill(builder, operation, response.get()));
  }

  private static <B extends S3Response.Builder> B fill(
      B builder, Operation operation, DirectResponse response) {
    operation.responseFields().setAll(response.head().headers(), builder);
    builder.sdkHttpResponse(response.head());
    return builder;
  }

  /** States the owner of a bucket where the SDK's requests state one. */
  private static void putOwner(Map<String, String> headers, String name, Endpoint endpoint) {
    if (endpoint.owner() != null) {
      headers.putIfAbsent(name, endpoint.owner());
    }
  }
}
