package dev.waybill.verify;

import dev.waybill.aws.RawObjects;
import dev.waybill.digest.StreamingDigest;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import dev.waybill.record.offline.ChunkEvidence.ObjectBytes;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Source of what a verification compares with a record: S3's description and the bytes. */
final class ObjectSource {
  private final S3Client s3;
  private final RawObjects objects;

  ObjectSource(S3Client s3, RawObjects objects) {
    this.s3 = s3;
    this.objects = objects;
  }

  /**
   * Returns the response to a HEAD; empty when there is no such object or version.
   *
   * @throws UnusableAddressException when S3 could not have given the version id
   */
  Optional<HeadObjectResponse> head(S3Address address) {
    String versionId = address.versionId();
    try {
      return objects.head(address.bucket(), address.key(), versionId);
    } catch (S3Exception e) {
      // A response to HEAD has no text that says what was wrong with the request.
      if (e.statusCode() == 400
          && versionId != null
          && !objects.isVersionId(new ObjectVersion(address.bucket(), address.key(), versionId))) {
        throw new UnusableAddressException(
            "versionId="
                + versionId
                + ": S3 does not know such a version id; copy it from the object's versions, or"
                + " leave it out for the current version",
            e);
      }
      throw e;
    }
  }

  /**
   * Returns the digest of the version's bytes.
   *
   * @param file the file whose bytes are read instead of the object's; null to read the object
   */
  Sha256 digest(ObjectVersion version, @Nullable Path file) throws IOException {
    return file == null ? read(version) : read(file);
  }

  /**
   * Returns the source of the version's bytes.
   *
   * @param file the file whose bytes are read instead of the object's; null to read the object
   */
  ObjectBytes bytes(ObjectVersion version, @Nullable Path file) {
    return file == null ? () -> new AbortingStream(open(version)) : of(file);
  }

  private static ObjectBytes of(Path file) {
    return () -> Files.newInputStream(file);
  }

  /** Stream whose close reads no rest of the object, which may be long. */
  private static final class AbortingStream extends FilterInputStream {
    private final ResponseInputStream<GetObjectResponse> response;

    private AbortingStream(ResponseInputStream<GetObjectResponse> response) {
      super(response);
      this.response = response;
    }

    @Override
    public void close() {
      response.abort();
    }
  }

  private ResponseInputStream<GetObjectResponse> open(ObjectVersion version) {
    return s3.getObject(
        get -> get.bucket(version.bucket()).key(version.key()).versionId(version.versionId()));
  }

  private Sha256 read(ObjectVersion version) throws IOException {
    try (ResponseInputStream<GetObjectResponse> in = open(version)) {
      return StreamingDigest.of(in, in.response().contentLength(), null).sha256();
    }
  }

  private static Sha256 read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return StreamingDigest.of(in, Files.size(file), null).sha256();
    }
  }
}
