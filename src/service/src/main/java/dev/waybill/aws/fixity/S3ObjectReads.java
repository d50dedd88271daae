package dev.waybill.aws.fixity;

import dev.waybill.aws.RawObjects;
import dev.waybill.aws.S3Failure;
import dev.waybill.fixity.examine.ListedKeyVersion;
import dev.waybill.fixity.examine.ObjectReads;
import dev.waybill.fixity.examine.ObjectState;
import dev.waybill.fixity.examine.PinnedVersion;
import dev.waybill.fixity.examine.ReadReply;
import dev.waybill.fixity.examine.StatedRetention;
import dev.waybill.fixity.examine.UnreadableException;
import dev.waybill.record.chunk.ObjectRange;
import dev.waybill.record.object.Encryption;
import dev.waybill.record.object.ObjectVersion;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.checksums.ChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectLockRetention;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Reads over an S3 client. Only S3's own statement that there is no object counts as none. */
public final class S3ObjectReads implements ObjectReads {
  /** Codes of S3 for a version without retention, and for a bucket without Object Lock. */
  private static final Set<String> NO_RETENTION =
      Set.of("NoSuchObjectLockConfiguration", "InvalidRequest");

  /** The reader computes the SHA-256 of the bytes itself, so the SDK must not do it as well. */
  private static final AwsRequestOverrideConfiguration UNCHECKED =
      AwsRequestOverrideConfiguration.builder()
          .putExecutionAttribute(
              SdkExecutionAttribute.HTTP_RESPONSE_CHECKSUM_VALIDATION,
              ChecksumValidation.FORCE_SKIP)
          .build();

  private static final int SERVER_ERROR = 500;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final S3Client s3;

  public S3ObjectReads(S3Client s3) {
    this.s3 = s3;
  }

  @Override
  public ReadReply get(String bucket, String key, @Nullable String versionId) {
    try {
      ResponseInputStream<GetObjectResponse> body =
          s3.getObject(
              get ->
                  get.bucket(bucket)
                      .key(key)
                      .versionId(versionId)
                      .checksumMode(ChecksumMode.ENABLED)
                      .overrideConfiguration(UNCHECKED));
      GetObjectResponse response = body.response();
      return new ReadReply.Found(state(response, response.contentLength()), new ObjectBody(body));
    } catch (SdkException e) {
      return reply(e);
    }
  }

  @Override
  public ReadReply get(PinnedVersion version, ObjectRange range) {
    try {
      ResponseInputStream<GetObjectResponse> body =
          s3.getObject(
              get ->
                  get.bucket(version.bucket())
                      .key(version.key())
                      .versionId(version.versionId())
                      .range(range.header())
                      .ifMatch(version.eTag())
                      .overrideConfiguration(UNCHECKED));
      requireRange(body, range, version.size());
      return new ReadReply.Found(state(body.response(), version.size()), new ObjectBody(body));
    } catch (SdkException e) {
      return isBehindEnd(e) ? new ReadReply.Ended() : reply(e);
    }
  }

  private static boolean isBehindEnd(SdkException failure) {
    return failure instanceof S3Exception s3 && s3.statusCode() == RANGE_NOT_SATISFIABLE;
  }

  private static void requireRange(
      ResponseInputStream<GetObjectResponse> body, ObjectRange range, long size) {
    GetObjectResponse response = body.response();
    if (!ServedRange.isPartOf(range, size, response.contentRange(), response.contentLength())) {
      body.abort();
      throw new UnreadableException("S3 answered with other bytes than those of the range");
    }
  }

  private static ReadReply reply(SdkException failure) {
    return switch (S3Failure.of(failure)) {
      case GONE -> new ReadReply.Absent();
      case ARCHIVED -> new ReadReply.Archived();
      case PRECONDITION -> new ReadReply.Changed();
      default -> throw unreadable(failure);
    };
  }

  private static ObjectState state(GetObjectResponse response, long size) {
    return new ObjectState(
        id(response.versionId()),
        size,
        RawObjects.unquoted(response.eTag()),
        response.checksumSHA256(),
        new Encryption(
            response.serverSideEncryptionAsString(),
            response.ssekmsKeyId(),
            Objects.requireNonNullElse(response.bucketKeyEnabled(), false)),
        response.objectLockModeAsString(),
        response.objectLockRetainUntilDate(),
        response.lastModified());
  }

  @Override
  public Optional<ObjectState> head(String bucket, String key, @Nullable String versionId) {
    return calling(() -> new RawObjects(s3).head(bucket, key, versionId)).map(S3ObjectReads::state);
  }

  private static ObjectState state(HeadObjectResponse response) {
    return new ObjectState(
        RawObjects.versionId(response),
        response.contentLength(),
        RawObjects.unquoted(response.eTag()),
        response.checksumSHA256(),
        new Encryption(
            response.serverSideEncryptionAsString(),
            response.ssekmsKeyId(),
            Objects.requireNonNullElse(response.bucketKeyEnabled(), false)),
        response.objectLockModeAsString(),
        response.objectLockRetainUntilDate(),
        response.lastModified());
  }

  private static String id(@Nullable String versionId) {
    return versionId == null ? ObjectVersion.NULL_VERSION : versionId;
  }

  @Override
  public List<ListedKeyVersion> versions(String bucket, String key, int limit) {
    return calling(() -> KeyListing.of(s3, bucket, key, limit));
  }

  @Override
  public List<String> keys(String bucket, String prefix) {
    return calling(
        () ->
            s3
                .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix))
                .contents()
                .stream()
                .map(S3Object::key)
                .toList());
  }

  @Override
  public Optional<StatedRetention> retention(
      String bucket, String key, @Nullable String versionId) {
    try {
      ObjectLockRetention retention =
          s3.getObjectRetention(get -> get.bucket(bucket).key(key).versionId(versionId))
              .retention();
      return Optional.ofNullable(retention)
          .filter(it -> it.mode() != null && it.retainUntilDate() != null)
          .map(it -> new StatedRetention(it.modeAsString(), it.retainUntilDate()));
    } catch (S3Exception e) {
      if (NO_RETENTION.contains(S3Failure.code(e))) {
        return Optional.empty();
      }
      throw unreadable(e);
    } catch (SdkException e) {
      throw unreadable(e);
    }
  }

  private static <T> T calling(Supplier<T> request) {
    try {
      return request.get();
    } catch (SdkException e) {
      throw unreadable(e);
    }
  }

  /** States only S3's code: a message can repeat a key. */
  private static UnreadableException unreadable(SdkException e) {
    if (e instanceof S3Exception s3) {
      String code = S3Failure.code(s3);
      return new UnreadableException(
          "S3 answered " + s3.statusCode() + (code.isEmpty() ? "" : " " + code),
          e,
          s3.statusCode() >= SERVER_ERROR);
    }
    return new UnreadableException("no answer of S3: " + e.getClass().getSimpleName(), e);
  }
}
