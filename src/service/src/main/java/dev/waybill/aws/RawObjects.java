package dev.waybill.aws;

import dev.waybill.promotion.Appearance;
import dev.waybill.promotion.Destination;
import dev.waybill.promotion.Occupant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/** What the raw bucket says of objects without their bytes being read. */
public final class RawObjects {
  /** A key's history is looked through this far; a hundred promotions of one key are plenty. */
  private static final int HISTORY = 100;

  private final S3Client s3;

  public RawObjects(S3Client s3) {
    this.s3 = s3;
  }

  /** Looks at an object, or at one version of it; empty when it is not there. */
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

  /** What is at a destination now; empty when nothing, or a delete marker, is. */
  public Optional<Occupant> occupant(Destination destination) {
    return head(destination.bucket(), destination.key(), null)
        .map(head -> occupant(destination, head));
  }

  /**
   * Whether a version is what its key now names, or was until somebody deleted that: a delete
   * marker hides no version behind another.
   */
  public boolean isInPlace(dev.waybill.record.object.ObjectVersion version) {
    Optional<HeadObjectResponse> now = head(version.bucket(), version.key(), null);
    return now.isPresent()
        ? versionId(now.get()).equals(version.versionId())
        : head(version.bucket(), version.key(), version.versionId()).isPresent();
  }

  private Occupant occupant(Destination at, HeadObjectResponse head) {
    String id = versionId(head);
    boolean tagged = head.tagCount() == null || head.tagCount() > 0;
    return new Occupant(
        id,
        bare(head.eTag()),
        head.checksumSHA256(),
        new Appearance(
            SystemHeaders.of(head),
            head.metadata(),
            tagged ? tags(at.bucket(), at.key(), id) : Map.of(),
            head.ssekmsKeyId()));
  }

  /** The tags of one version, by name. */
  public Map<String, String> tags(String bucket, String key, String versionId) {
    return tagSet(bucket, key, versionId).stream().collect(Collectors.toMap(Tag::key, Tag::value));
  }

  /** The tags of one version, as requests take them. */
  List<Tag> tagSet(String bucket, String key, String versionId) {
    return s3.getObjectTagging(get -> get.bucket(bucket).key(key).versionId(versionId)).tagSet();
  }

  /** The newest version of a key that has this eTag; empty when none has. */
  public Optional<String> versionWith(String bucket, String key, String eTag) {
    return versions(bucket, key)
        .filter(version -> bare(version.eTag()).equals(eTag))
        .map(ObjectVersion::versionId)
        .findFirst();
  }

  /** Whether any version at the destination, current or not, has this SHA-256 in S3's spelling. */
  public boolean everHeld(Destination destination, String checksum) {
    return held(destination, checksum).isPresent();
  }

  /** The newest version at the destination, current or not, that has this SHA-256. */
  public Optional<HeadObjectResponse> held(Destination destination, String checksum) {
    // Nearly always the current one, which is one call instead of a list and one.
    Optional<HeadObjectResponse> current =
        head(destination.bucket(), destination.key(), null)
            .filter(head -> checksum.equals(head.checksumSHA256()));
    return current.isPresent() ? current : heldBefore(destination, checksum);
  }

  private Optional<HeadObjectResponse> heldBefore(Destination destination, String checksum) {
    return versions(destination.bucket(), destination.key())
        .map(version -> head(destination.bucket(), destination.key(), version.versionId()))
        .flatMap(Optional::stream)
        .filter(head -> checksum.equals(head.checksumSHA256()))
        .findFirst();
  }

  private java.util.stream.Stream<ObjectVersion> versions(String bucket, String key) {
    return s3
        .listObjectVersionsPaginator(list -> list.bucket(bucket).prefix(key).maxKeys(HISTORY))
        .versions()
        .stream()
        .takeWhile(version -> version.key().equals(key))
        .limit(HISTORY);
  }

  /** The version id of what was looked at. */
  public static String versionId(HeadObjectResponse head) {
    if (head.versionId() != null) {
      return head.versionId();
    }
    return dev.waybill.record.object.ObjectVersion.NULL_VERSION;
  }

  /** An eTag without its quotes. */
  public static String bare(String eTag) {
    return eTag.replace("\"", "");
  }
}
