package dev.waybill.localcloud.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Bucket of the store. Writes run one at a time together with their conditions, so conditional
 * writes cannot race; reads take no lock.
 */
public final class Bucket {
  private static final String LOCK = "lock-enabled";
  private static final String VERSIONING = "versioning";

  private final String name;
  private final StoreContext context;
  private final BucketConfig config;
  private final ContentFolder content;
  private final KeyVersionIndex index = new KeyVersionIndex();
  private final ContentReader reader;
  private final MultipartUploads uploads;
  private final VersionWriter writer;

  private Bucket(String name, Path folder, StoreContext context, BucketConfig config)
      throws IOException {
    this.name = name;
    this.context = context;
    this.config = config;
    this.content = new ContentFolder(folder.resolve("content"));
    this.reader = new ContentReader(content, index);
    this.uploads = new MultipartUploads(this);
    BucketRecovery files = new BucketRecovery(folder.resolve("journal"), index, uploads, context);
    Journal journal = files.open();
    this.writer = new VersionWriter(name, context, this::versioning, content, index, journal);
    content.sweep(files.usedFiles());
  }

  static Bucket open(String name, Path folder, StoreContext context) throws IOException {
    return open(name, folder, context, Map.of());
  }

  /** Creates a bucket with Object Lock. */
  static Bucket withObjectLock(String name, Path folder, StoreContext context) throws IOException {
    return open(name, folder, context, Map.of(LOCK, "true", VERSIONING, Versioning.ENABLED.name()));
  }

  private static Bucket open(
      String name, Path folder, StoreContext context, Map<String, String> settings)
      throws IOException {
    return new Bucket(name, folder, context, BucketConfig.open(folder, context.clock(), settings));
  }

  public String name() {
    return name;
  }

  public Instant created() {
    return Instant.parse(config.get("created").orElseThrow());
  }

  /** Returns true when the bucket has Object Lock. */
  public boolean hasObjectLock() {
    return config.get(LOCK).isPresent();
  }

  /**
   * Stores the Object Lock configuration. Object Lock cannot be turned off afterwards.
   *
   * @throws StoreException InvalidBucketState when versioning is not enabled
   */
  public void putObjectLock(String text) {
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
    if (hasObjectLock() && to != Versioning.ENABLED) {
      throw new StoreException(S3ErrorCode.INVALID_BUCKET_STATE);
    }
    config.put(VERSIONING, to.name());
  }

  /** Returns the text of a configuration as it was stored; the store never interprets it. */
  public Optional<String> config(String type) {
    return config.get("config:" + type);
  }

  public void putConfig(String type, String text) {
    config.put("config:" + type, text);
  }

  public void removeConfig(String type) {
    config.remove("config:" + type);
  }

  public StagedContent stage() {
    return content.stage();
  }

  /** Stages the content of an existing version by linking its files; no bytes are copied. */
  public StagedContent link(StoredVersion source, Bucket sourceBucket) {
    return sourceBucket.reader.linkInto(content, source);
  }

  public MultipartUploads uploads() {
    return uploads;
  }

  /**
   * Returns a version, or the current one when the id is null. Returns null when there is none; the
   * result may be a delete marker.
   */
  public @Nullable StoredVersion find(String key, @Nullable String versionId) {
    return index.find(key, versionId);
  }

  /**
   * Opens a range of a version's bytes. Reading fails with a {@link LostContentException} where a
   * content file ends before its stored size.
   *
   * @throws StoreException NoSuchKey when the version was removed in the meantime, InternalError
   *     when the data folder lost its content
   */
  public InputStream read(StoredVersion version, long offset, long length) {
    return reader.read(version, offset, length);
  }

  /** Returns the files with the version's bytes, in order. */
  public List<ContentFile> contentFiles(StoredVersion version) {
    return content.files(version.segments());
  }

  /**
   * Returns the position behind the last byte that the content files still have: the version's
   * size, unless its last files became shorter. A missing file counts as whole, and fails to be
   * read.
   */
  public long storedEnd(StoredVersion version) {
    return ContentFile.end(contentFiles(version), version.size());
  }

  public ObjectPage listObjects(ObjectQuery query) {
    return Listing.objects(index, query);
  }

  public VersionPage listVersions(VersionQuery query) {
    return Listing.versions(index, query);
  }

  /** Adds a version if the current one meets the condition; otherwise discards the content. */
  public StoredVersion put(
      NewVersion version, WriteCondition condition, @Nullable WriteCause cause) {
    return writer.put(version, List.of(), null, condition, cause);
  }

  /**
   * Deletes a version permanently or adds a delete marker, depending on the bucket's versioning.
   */
  public DeleteResult delete(
      String key,
      @Nullable String versionId,
      @Nullable String ifMatch,
      boolean bypassGovernance,
      @Nullable WriteCause cause) {
    return writer.delete(key, versionId, ifMatch, bypassGovernance, cause);
  }

  public StoredVersion setTags(String key, @Nullable String versionId, Map<String, String> tags) {
    return writer.update(key, versionId, version -> version.withTags(tags));
  }

  /**
   * Changes the encryption of a version in place.
   *
   * @param change the change to the headers
   * @throws StoreException AccessDenied when Object Lock protects the version
   */
  public StoredVersion setEncryption(
      String key, @Nullable String versionId, UnaryOperator<Map<String, String>> change) {
    return writer.update(
        key,
        versionId,
        version -> {
          LockRules.requireUnlocked(version, context.clock().instant(), false);
          return version.withHeaders(change.apply(version.headers()));
        });
  }

  public StoredVersion setRetention(
      String key,
      @Nullable String versionId,
      @Nullable Retention retention,
      boolean bypassGovernance) {
    requireObjectLock();
    return writer.update(
        key,
        versionId,
        version -> {
          LockRules.requireMayChange(
              version.retention(), retention, context.clock().instant(), bypassGovernance);
          return version.withRetention(retention);
        });
  }

  public StoredVersion setLegalHold(String key, @Nullable String versionId, boolean on) {
    requireObjectLock();
    return writer.update(key, versionId, version -> version.withLegalHold(on));
  }

  private void requireObjectLock() {
    if (!hasObjectLock()) {
      throw new StoreException(
          S3ErrorCode.INVALID_REQUEST, "Bucket is missing Object Lock Configuration");
    }
  }

  VersionWriter writer() {
    return writer;
  }

  ContentFolder content() {
    return content;
  }

  ContentReader reader() {
    return reader;
  }

  Instant now() {
    return Instant.ofEpochMilli(context.clock().millis());
  }

  void close() throws IOException {
    writer.close();
  }
}
