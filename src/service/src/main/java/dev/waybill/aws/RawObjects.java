package dev.waybill.aws;

import dev.waybill.digest.ObjectHeads;
import dev.waybill.intake.VersionIndex;
import dev.waybill.model.ObjectAttributes;
import dev.waybill.promotion.Appearance;
import dev.waybill.promotion.BucketObjects;
import dev.waybill.promotion.Destination;
import dev.waybill.promotion.KeyVersion;
import dev.waybill.promotion.LookupDeniedException;
import dev.waybill.promotion.Occupant;
import dev.waybill.promotion.PlacedVersion;
import dev.waybill.provenance.ObjectTags;
import dev.waybill.record.object.ObjectVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/** Objects of the raw bucket, looked up without reading their bytes. */
public final class RawObjects implements VersionIndex, ObjectHeads, ObjectTags, BucketObjects {
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(15);

  private final S3Client s3;
  private final DeleteMarkers markers;

  public RawObjects(S3Client s3) {
    this.s3 = s3;
    markers = new DeleteMarkers(s3);
  }

  /**
   * Returns the response to a HEAD of the current version or of one version; empty when the object
   * does not exist.
   *
   * @param versionId version id; null for the current version
   */
  public Optional<HeadObjectResponse> head(String bucket, String key, @Nullable String versionId) {
    try {
      return Optional.of(
          s3.headObject(
              head ->
                  head.bucket(bucket)
                      .key(key)
                      .versionId(versionId)
                      .checksumMode(ChecksumMode.ENABLED)));
    } catch (S3Exception e) {
      if (S3Failure.of(e) == S3Failure.GONE) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private Optional<HeadObjectResponse> head(ObjectVersion version) {
    return head(version.bucket(), version.key(), version.versionId());
  }

  @Override
  public boolean exists(String bucket, String key, @Nullable String versionId) {
    try {
      return head(bucket, key, versionId).isPresent();
    } catch (S3Exception e) {
      // A response to HEAD does not say what is wrong with the request.
      if (e.statusCode() == 400 && versionId != null) {
        return isVersionId(new ObjectVersion(bucket, key, versionId));
      }
      throw e;
    }
  }

  @Override
  public Optional<Entry> current(String bucket, String key) {
    return head(bucket, key, null).map(head -> new Entry(versionId(head), unquoted(head.eTag())));
  }

  @Override
  public Optional<ObjectAttributes> attributes(ObjectVersion version) {
    try {
      return head(version).map(ObjectResponses::attributes);
    } catch (S3Exception e) {
      if (e.statusCode() == 400 || e.statusCode() == 403) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public Optional<String> eTag(ObjectVersion version) {
    return head(version).map(head -> unquoted(head.eTag()));
  }

  @Override
  public Optional<Occupant> occupant(Destination destination) {
    return head(destination.bucket(), destination.key(), null)
        .map(head -> occupant(destination, head));
  }

  @Override
  public boolean isInPlace(ObjectVersion version) {
    Optional<HeadObjectResponse> current = head(version.bucket(), version.key(), null);
    return current.isPresent()
        ? versionId(current.get()).equals(version.versionId())
        : head(version).isPresent();
  }

  private Occupant occupant(Destination destination, HeadObjectResponse head) {
    String id = versionId(head);
    boolean tagged = head.tagCount() == null || head.tagCount() > 0;
    return new Occupant(
        id,
        unquoted(head.eTag()),
        head.checksumSHA256(),
        new Appearance(
            SystemHeaders.of(head),
            head.metadata(),
            tagged
                ? tags(new ObjectVersion(destination.bucket(), destination.key(), id))
                : Map.of(),
            head.ssekmsKeyId()));
  }

  @Override
  public Map<String, String> tags(ObjectVersion version) {
    return tagSet(version).stream().collect(Collectors.toMap(Tag::key, Tag::value));
  }

  @Override
  public Optional<Map<String, String>> visibleTags(ObjectVersion version) {
    try {
      return Optional.of(tags(version));
    } catch (S3Exception e) {
      if (S3Failure.of(e) == S3Failure.ACCESS_DENIED) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Returns the tags of one version in the form of the SDK's requests. */
  List<Tag> tagSet(ObjectVersion version) {
    return s3.getObjectTagging(
            get -> get.bucket(version.bucket()).key(version.key()).versionId(version.versionId()))
        .tagSet();
  }

  /**
   * Returns false when S3 rejects the form of a version id, which it does before any other check.
   */
  public boolean isVersionId(ObjectVersion version) {
    try {
      List<Tag> unused = tagSet(version);
      return true;
    } catch (S3Exception e) {
      return !(e.statusCode() == 400 && S3Failure.of(e) == S3Failure.GONE);
    }
  }

  @Override
  public Optional<String> versionWith(String bucket, String key, String eTag) {
    return listed(bucket, key)
        .filter(version -> unquoted(version.eTag()).equals(eTag))
        .map(software.amazon.awssdk.services.s3.model.ObjectVersion::versionId)
        .findFirst();
  }

  @Override
  public Optional<PlacedVersion> withChecksum(
      Destination destination, String checksum, @Nullable Instant written) {
    try {
      // Nearly always the current version, which takes one request instead of two.
      Optional<HeadObjectResponse> current =
          head(destination.bucket(), destination.key(), null)
              .filter(head -> checksum.equals(head.checksumSHA256()));
      return (current.isPresent() ? current : earlierWith(destination, checksum, written))
          .map(head -> placed(destination, head));
    } catch (S3Exception e) {
      throw S3Failure.of(e) == S3Failure.ACCESS_DENIED ? new LookupDeniedException(e) : e;
    }
  }

  /** A copy is never older than its source, so that older versions need not be asked for. */
  private Optional<HeadObjectResponse> earlierWith(
      Destination destination, String checksum, @Nullable Instant written) {
    Instant oldest = written == null ? Instant.MIN : written.minus(CLOCK_TOLERANCE);
    return listed(destination.bucket(), destination.key())
        .takeWhile(version -> !version.lastModified().isBefore(oldest))
        .map(version -> head(destination.bucket(), destination.key(), version.versionId()))
        .flatMap(Optional::stream)
        .filter(head -> checksum.equals(head.checksumSHA256()))
        .findFirst();
  }

  private static PlacedVersion placed(Destination destination, HeadObjectResponse head) {
    return new PlacedVersion(
        new ObjectVersion(destination.bucket(), destination.key(), versionId(head)),
        ObjectResponses.attributes(head));
  }

  @Override
  public List<KeyVersion> versions(String bucket, String key) {
    return listed(bucket, key)
        .map(it -> new KeyVersion(it.versionId(), unquoted(it.eTag()), it.isLatest()))
        .toList();
  }

  @Override
  public Optional<PlacedVersion> below(ObjectVersion version) {
    return listed(version.bucket(), version.key())
        .dropWhile(it -> !it.versionId().equals(version.versionId()))
        .skip(1)
        .findFirst()
        .flatMap(it -> head(version.bucket(), version.key(), it.versionId()))
        .map(head -> placed(new Destination(version.bucket(), version.key()), head));
  }

  @Override
  public boolean hide(ObjectVersion current, String eTag) {
    return markers.put(current, eTag);
  }

  private Stream<software.amazon.awssdk.services.s3.model.ObjectVersion> listed(
      String bucket, String key) {
    return s3
        .listObjectVersionsPaginator(list -> list.bucket(bucket).prefix(key))
        .versions()
        .stream()
        .takeWhile(version -> version.key().equals(key));
  }

  /** Returns the version id in a response; that of unversioned objects when there is none. */
  public static String versionId(HeadObjectResponse head) {
    return head.versionId() == null ? ObjectVersion.NULL_VERSION : head.versionId();
  }

  /** Returns an eTag without its quotes. */
  public static String unquoted(String eTag) {
    return eTag.replace("\"", "");
  }
}
