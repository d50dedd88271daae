package dev.waybill.localcloud.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One bucket. Writes are serialised, and conditions judged with them, so that no race is lost;
 * reads take no lock.
 */
public final class Bucket {
  private static final String LOCK = "lock-enabled";
  private static final String VERSIONING = "versioning";

  private final String name;
  private final StoreParts parts;
  private final BucketConfig config;
  private final ContentFolder content;
  private final Index index = new Index();
  private final MultipartUploads uploads;
  private final VersionWrites writes;

  private Bucket(String name, Path folder, StoreParts parts, BucketConfig config)
      throws IOException {
    this.name = name;
    this.parts = parts;
    this.config = config;
    this.content = new ContentFolder(folder.resolve("content"));
    this.uploads = new MultipartUploads(this);
    BucketFiles files = new BucketFiles(folder.resolve("journal"), index, uploads, parts);
    Journal journal = files.open();
    this.writes = new VersionWrites(name, parts, this::versioning, content, index, journal);
    content.sweep(files.used());
  }

  static Bucket open(String name, Path folder, StoreParts parts) throws IOException {
    return open(name, folder, parts, Map.of());
  }

  /** A new bucket that has Object Lock from its first moment. */
  static Bucket withObjectLock(String name, Path folder, StoreParts parts) throws IOException {
    return open(name, folder, parts, Map.of(LOCK, "true", VERSIONING, Versioning.ENABLED.name()));
  }

  private static Bucket open(String name, Path folder, StoreParts parts, Map<String, String> with)
      throws IOException {
    return new Bucket(name, folder, parts, BucketConfig.open(folder, parts.clock(), with));
  }

  public String name() {
    return name;
  }

  public Instant created() {
    return Instant.parse(config.get("created").orElseThrow());
  }

  /** Whether Object Lock can be used. */
  public boolean objectLock() {
    return config.get(LOCK).isPresent();
  }

  /**
   * Puts the Object Lock configuration, after which the bucket has Object Lock for good.
   *
   * @throws StoreException InvalidBucketState when it has no versioning to rely on
   */
  public void lockObjects(String text) {
    if (versioning() != Versioning.ENABLED) {
      throw new StoreException(
          S3ErrorCode.INVALID_BUCKET_STATE,
          "Versioning must be 'Enabled' on the bucket to apply a Object Lock configuration");
    }
    config.put(Map.of(LOCK, "true", "config:object-lock", text));
  }

  public Versioning versioning() {
    return config.get(VERSIONING).map(Versioning::valueOf).orElse(Versioning.UNVERSIONED);
  }

  public void setVersioning(Versioning to) {
    if (objectLock() && to != Versioning.ENABLED) {
      throw new StoreException(S3ErrorCode.INVALID_BUCKET_STATE);
    }
    config.put(VERSIONING, to.name());
  }

  /** A configuration's text, kept and never interpreted. */
  public Optional<String> config(String what) {
    return config.get("config:" + what);
  }

  public void putConfig(String what, String text) {
    config.put("config:" + what, text);
  }

  public void removeConfig(String what) {
    config.remove("config:" + what);
  }

  public StagedContent stage() {
    return content.stage();
  }

  /** Content shared with an existing version; nothing is read. */
  public StagedContent link(StoredVersion source, Bucket sourceBucket) {
    return content.link(source.segments(), sourceBucket.content);
  }

  public MultipartUploads uploads() {
    return uploads;
  }

  /** The version, or the current one; null when there is none; may be a delete marker. */
  public @Nullable StoredVersion find(String key, @Nullable String versionId) {
    return index.find(key, versionId);
  }

  public InputStream read(StoredVersion version, long offset, long length) {
    return content.read(version.segments(), offset, length);
  }

  public ObjectPage listObjects(ObjectQuery query) {
    return Listing.objects(index, query);
  }

  public VersionPage listVersions(VersionQuery query) {
    return Listing.versions(index, query);
  }

  /** Puts a version if the condition holds of the current one; otherwise no content stays. */
  public StoredVersion put(
      NewVersion version, WriteCondition condition, @Nullable WriteCause cause) {
    return writes.put(version, List.of(), null, condition, cause);
  }

  /** Deletes a version for good, or puts a delete marker, as the bucket's versioning has it. */
  public Deleted delete(
      String key,
      @Nullable String versionId,
      @Nullable String ifMatch,
      boolean bypassGovernance,
      @Nullable WriteCause cause) {
    return writes.delete(key, versionId, ifMatch, bypassGovernance, cause);
  }

  public StoredVersion setTags(String key, @Nullable String versionId, Map<String, String> tags) {
    return writes.update(key, versionId, version -> version.withTags(tags));
  }

  public StoredVersion setRetention(
      String key,
      @Nullable String versionId,
      @Nullable Retention retention,
      boolean bypassGovernance) {
    requireObjectLock();
    return writes.update(
        key,
        versionId,
        version -> {
          LockRules.requireMayChange(
              version.retention(), retention, parts.clock().instant(), bypassGovernance);
          return version.withRetention(retention);
        });
  }

  public StoredVersion setLegalHold(String key, @Nullable String versionId, boolean on) {
    requireObjectLock();
    return writes.update(key, versionId, version -> version.withLegalHold(on));
  }

  private void requireObjectLock() {
    if (!objectLock()) {
      throw new StoreException(
          S3ErrorCode.INVALID_REQUEST, "Bucket is missing Object Lock Configuration");
    }
  }

  VersionWrites writes() {
    return writes;
  }

  ContentFolder content() {
    return content;
  }

  Instant now() {
    return Instant.ofEpochMilli(parts.clock().millis());
  }

  void close() throws IOException {
    writes.close();
  }
}
