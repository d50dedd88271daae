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

/** JSON documents in a folder, one object each, changed by conditional writes only. */
final class ConditionalObjects {
  private static final String END = ".json";

  private final S3Client s3;
  private final ResultsLocation folder;

  /** A document and what it is now, which changes with each write. */
  record Found<T>(T document, String version) {}

  ConditionalObjects(S3Client s3, ResultsLocation folder) {
    this.s3 = s3;
    this.folder = folder;
  }

  /**
   * A document as it is now; empty when there is none.
   *
   * @param reader its exceptions are thrown as they are
   */
  <T> Optional<Found<T>> find(String name, Function<byte[], T> reader) {
    try {
      ResponseBytes<GetObjectResponse> object =
          s3.getObjectAsBytes(get -> get.bucket(folder.bucket()).key(key(name)));
      T document = reader.apply(object.asByteArrayUnsafe());
      return Optional.of(new Found<>(document, object.response().eTag()));
    } catch (S3Exception e) {
      if (S3Failure.of(e) == S3Failure.GONE) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * Writes a document if nobody else has since.
   *
   * @param version what it was read as; null when there was none
   * @return what it is now; empty when somebody else was first
   */
  Optional<String> keep(String name, byte[] bytes, @Nullable String version) {
    PutObjectRequest.Builder put =
        PutObjectRequest.builder()
            .bucket(folder.bucket())
            .key(key(name))
            .contentType("application/json");
    PutObjectRequest request =
        version == null ? put.ifNoneMatch("*").build() : put.ifMatch(version).build();
    try {
      return Optional.of(s3.putObject(request, RequestBody.fromBytes(bytes)).eTag());
    } catch (S3Exception e) {
      if (S3Failure.isContest(e) || S3Failure.of(e) == S3Failure.GONE) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Every document there is. */
  Stream<S3Object> list() {
    return s3
        .listObjectsV2Paginator(list -> list.bucket(folder.bucket()).prefix(folder.prefix()))
        .contents()
        .stream()
        .filter(it -> it.key().endsWith(END));
  }

  /** The name of a listed document. */
  String name(S3Object document) {
    String key = document.key();
    return key.substring(folder.prefix().length(), key.length() - END.length());
  }

  /** Returns the address of a document, for people. */
  String place(String name) {
    return folder.place(key(name));
  }

  private String key(String name) {
    return folder.prefix() + name + END;
  }
}
