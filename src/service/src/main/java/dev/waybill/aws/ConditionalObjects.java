package dev.waybill.aws;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** JSON documents below a prefix, one object each, written with conditional requests only. */
final class ConditionalObjects {
  private static final String SUFFIX = ".json";

  private final S3Client s3;
  private final ResultsLocation location;

  /** Document and its eTag, which changes with each write. */
  record Stored<T>(T document, String eTag) {}

  ConditionalObjects(S3Client s3, ResultsLocation location) {
    this.s3 = s3;
    this.location = location;
  }

  /**
   * Reads the current document; empty when there is none.
   *
   * @param reader parser of the document; its exceptions are not wrapped
   */
  <T> Optional<Stored<T>> find(String name, Function<byte[], T> reader) {
    try {
      ResponseBytes<GetObjectResponse> object =
          s3.getObjectAsBytes(ObjectRequests.get(location.bucket(), key(name)));
      T document = reader.apply(object.asByteArrayUnsafe());
      return Optional.of(new Stored<>(document, object.response().eTag()));
    } catch (S3Exception e) {
      if (S3Failure.of(e) == S3Failure.GONE) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Writes a document unless another writer has changed it.
   *
   * @param eTag eTag that was read; null when there was no document
   * @return new eTag; empty when another writer was first
   */
  Optional<String> keep(String name, byte[] bytes, @Nullable String eTag) {
    PutObjectRequest.Builder put =
        PutObjectRequest.builder()
            .bucket(location.bucket())
            .key(key(name))
            .contentType("application/json");
    PutObjectRequest request =
        eTag == null ? put.ifNoneMatch("*").build() : put.ifMatch(eTag).build();
    try {
      return Optional.of(s3.putObject(request, RequestBody.fromBytes(bytes)).eTag());
    } catch (S3Exception e) {
      if (S3Failure.isConflict(e) || S3Failure.of(e) == S3Failure.GONE) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Lists all documents. */
  Stream<S3Object> list() {
    return s3
        .listObjectsV2Paginator(list -> list.bucket(location.bucket()).prefix(location.prefix()))
        .contents()
        .stream()
        .filter(it -> it.key().endsWith(SUFFIX));
  }

  /** Returns the name of a listed document. */
  String name(S3Object document) {
    String key = document.key();
    return key.substring(location.prefix().length(), key.length() - SUFFIX.length());
  }

  /** Returns the URI of a document, for messages. */
  String uri(String name) {
    return location.uri(key(name));
  }

  private String key(String name) {
    return location.prefix() + name + SUFFIX;
  }
}
