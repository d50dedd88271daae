package dev.waybill.aws;

import dev.waybill.witness.WitnessState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * State of a witness in a bucket, one object a log, written with conditional requests only, so that
 * any number of processes may share it.
 */
public final class S3WitnessState implements WitnessState {
  private static final String SCHEME = "s3://";
  private static final String NAME = "/checkpoint";
  private static final String DELETE_MARKER = "x-amz-delete-marker";

  private final AwsClients aws;
  private final S3Client s3;
  private final String bucket;
  private final String prefix;

  /**
   * @param aws clients, which are closed with the state
   * @param place {@code s3://bucket} or {@code s3://bucket/prefix}
   */
  public S3WitnessState(AwsClients aws, String place) {
    this.aws = aws;
    this.s3 = aws.s3();
    this.bucket = bucket(place);
    String rest = place.substring(SCHEME.length() + bucket.length()).replaceAll("^/+|/+$", "");
    this.prefix = rest.isEmpty() ? "" : rest + "/";
  }

  /** Returns true for a place in S3. */
  public static boolean isPlace(String place) {
    return place.startsWith(SCHEME);
  }

  /**
   * Returns the name of the bucket of a place.
   *
   * @throws IllegalArgumentException when it names none
   */
  public static String bucket(String place) {
    String bucket = place.substring(SCHEME.length()).split("/", 2)[0];
    if (bucket.isEmpty()) {
      throw new IllegalArgumentException(place + ": must be s3://bucket/prefix");
    }
    return bucket;
  }

  @Override
  public Optional<Kept> find(String log) {
    try (ResponseInputStream<GetObjectResponse> object =
        s3.getObject(ObjectRequests.get(bucket, key(log)))) {
      Long size = object.response().contentLength();
      if (size == null || size > MAX_BYTES) {
        object.abort();
        throw new IllegalStateException(uri(log) + " is larger than a checkpoint");
      }
      byte[] note = object.readAllBytes();
      return Optional.of(new Kept(note, object.response().eTag()));
    } catch (S3Exception e) {
      if (S3Failure.of(e) == S3Failure.GONE && !isDeleted(e)) {
        return Optional.empty();
      }
      throw isDeleted(e) ? deleted(log, e) : e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns true when a delete marker hides the checkpoint: without it the log could go back. */
  private static boolean isDeleted(S3Exception error) {
    AwsErrorDetails details = error.awsErrorDetails();
    return details != null
        && details.sdkHttpResponse() != null
        && details.sdkHttpResponse().firstMatchingHeader(DELETE_MARKER).isPresent();
  }

  private IllegalStateException deleted(String log, S3Exception cause) {
    return new IllegalStateException(
        uri(log) + " was deleted; remove the delete marker to restore the checkpoint", cause);
  }

  @Override
  public boolean replace(String log, byte[] note, @Nullable String version) {
    PutObjectRequest.Builder put =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(key(log))
            .contentType("text/plain; charset=utf-8");
    PutObjectRequest request =
        version == null ? put.ifNoneMatch("*").build() : put.ifMatch(version).build();
    try {
      s3.putObject(request, RequestBody.fromBytes(note));
      return true;
    } catch (S3Exception e) {
      if (S3Failure.isConflict(e) || S3Failure.of(e) == S3Failure.GONE) {
        return false;
      }
      throw e;
    }
  }

  private String key(String log) {
    return prefix + log + NAME;
  }

  private String uri(String log) {
    return SCHEME + bucket + "/" + key(log);
  }

  @Override
  public void close() {
    aws.close();
  }
}
