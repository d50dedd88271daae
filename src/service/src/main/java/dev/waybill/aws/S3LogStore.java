package dev.waybill.aws;

import dev.waybill.log.LogPaths;
import dev.waybill.log.LogStore;
import dev.waybill.log.NewObject;
import dev.waybill.log.StoredObject;
import dev.waybill.model.NamedThreads;
import dev.waybill.provenance.RetentionRenewal;
import dev.waybill.provenance.StatedLock;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.record.object.Sha256;
import dev.waybill.settings.ProvenanceSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Log store in the provenance bucket. Every write is conditional and states its SHA-256.
 *
 * <p>Objects that are replaced or removed soon have an explicit retention, because the bucket's
 * default would keep each of them as long as a record.
 */
public final class S3LogStore implements LogStore, AutoCloseable {
  /** Number of concurrent requests of one call. */
  static final int CONCURRENCY = 8;

  /** Limit for an object that is read; the largest object of the log is a table of entries. */
  static final int MAX_BYTES = 64 * 1024 * 1024;

  private static final Duration TEMPORARY_RETENTION = Duration.ofHours(1);

  /** Tag of objects that the bucket's lifecycle rule deletes once they are noncurrent. */
  private static final String TEMPORARY_TAG = "waybill-log=temporary";

  private final S3Client s3;
  private final ProvenanceSettings settings;
  private final RecordArchive archive;
  private final LogListings listings;
  private final RetentionRenewal renewal;
  private final ExecutorService requests =
      Executors.newFixedThreadPool(CONCURRENCY, new NamedThreads("log"));

  public S3LogStore(S3Client s3, ProvenanceSettings settings) {
    this(s3, settings, RetentionRenewal.NONE);
  }

  /**
   * @param renewal renews the retention of evidence that is read
   */
  public S3LogStore(S3Client s3, ProvenanceSettings settings, RetentionRenewal renewal) {
    this.s3 = s3;
    this.renewal = renewal;
    this.settings = settings;
    archive = new RecordArchive(s3, settings);
    listings = new LogListings(s3, settings.bucket());
  }

  @Override
  public Optional<StoredObject> find(String key) {
    return read(ObjectRequests.get(settings.bucket(), key));
  }

  @Override
  public Optional<StoredObject> find(String key, String versionId) {
    return read(
        ObjectRequests.get(settings.bucket(), key).toBuilder().versionId(versionId).build());
  }

  private Optional<StoredObject> read(GetObjectRequest get) {
    try (ResponseInputStream<GetObjectResponse> body = s3.getObject(get)) {
      byte[] content = body.readNBytes(MAX_BYTES + 1);
      GetObjectResponse object = body.response();
      if (content.length > MAX_BYTES) {
        body.abort();
        throw new InvalidLogException(
            get.key() + " is larger than " + MAX_BYTES / (1024 * 1024) + " MiB");
      }
      renewal.read(
          new StatedLock(
              get.key(),
              object.versionId(),
              object.objectLockModeAsString(),
              object.objectLockRetainUntilDate()));
      return Optional.of(new StoredObject(content, object.eTag(), object.lastModified()));
    } catch (S3Exception e) {
      if (S3Failure.of(e) == S3Failure.GONE) {
        return Optional.empty();
      }
      throw ArchiveException.of(e, () -> read(get));
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + get.key() + " failed: " + e.getMessage(), e);
    }
  }

  @Override
  public boolean create(String key, byte[] content, Keeping keeping) {
    return archive.putOnce(put(key, keeping), content);
  }

  @Override
  public Optional<String> replace(
      String key, byte[] content, @Nullable String eTag, Keeping keeping) {
    PutObjectRequest.Builder put =
        put(key, keeping).bucket(settings.bucket()).checksumSHA256(Sha256.hash(content).base64());
    PutObjectRequest request =
        eTag == null ? put.ifNoneMatch("*").build() : put.ifMatch(eTag).build();
    try {
      return Optional.of(s3.putObject(request, RequestBody.fromBytes(content)).eTag());
    } catch (S3Exception e) {
      if (S3Failure.isConflict(e) || S3Failure.of(e) == S3Failure.GONE) {
        return written(key, content);
      }
      throw ArchiveException.of(e, () -> find(key));
    }
  }

  /**
   * Returns the ETag of an object with these bytes. A put whose response was lost is sent again by
   * the SDK, and the second one conflicts with the first.
   */
  private Optional<String> written(String key, byte[] content) {
    return find(key).filter(it -> Arrays.equals(it.content(), content)).map(StoredObject::eTag);
  }

  private PutObjectRequest.Builder put(String key, Keeping keeping) {
    PutObjectRequest.Builder put =
        PutObjectRequest.builder().key(key).contentType(contentType(key));
    if (keeping == Keeping.RETAINED) {
      return archive.retained(put);
    }
    put.objectLockMode(settings.mode().name())
        .objectLockRetainUntilDate(Instant.now().plus(TEMPORARY_RETENTION));
    // Former checkpoints are the log's history.
    return key.equals(LogPaths.CHECKPOINT) ? put : put.tagging(TEMPORARY_TAG);
  }

  private static String contentType(String key) {
    if (key.endsWith(".tsr")) {
      return "application/timestamp-reply";
    }
    if (key.endsWith(".gz")) {
      return "application/gzip";
    }
    return key.startsWith(LogPaths.TILES) || key.startsWith(LogPaths.PENDING)
        ? "application/octet-stream"
        : "text/plain; charset=utf-8";
  }

  @Override
  public Stream<Listed> list(String prefix) {
    return listings.objects(prefix, null);
  }

  @Override
  public Stream<Listed> list(String prefix, String after) {
    return listings.objects(prefix, after);
  }

  @Override
  public Stream<ListedVersion> versions(String prefix) {
    return listings.versions(prefix);
  }

  /**
   * {@inheritDoc}
   *
   * <p>CloudTrail does not list the keys of a call that deletes several objects, so that no audit
   * could tell which ones were deleted.
   */
  @Override
  public void delete(Collection<String> keys) {
    List<DeleteObjectResponse> unused = concurrently(List.copyOf(keys), this::delete);
  }

  private DeleteObjectResponse delete(String key) {
    try {
      return s3.deleteObject(it -> it.bucket(settings.bucket()).key(key));
    } catch (S3Exception e) {
      throw ArchiveException.of(e, () -> delete(key));
    }
  }

  @Override
  public List<Optional<StoredObject>> findAll(List<String> keys) {
    return concurrently(keys, this::find);
  }

  @Override
  public List<String> createAll(List<NewObject> objects) {
    List<Boolean> created =
        concurrently(objects, it -> create(it.key(), it.content(), it.keeping()));
    List<String> present = new ArrayList<>();
    for (int i = 0; i < created.size(); i++) {
      if (!created.get(i)) {
        present.add(objects.get(i).key());
      }
    }
    return present;
  }

  /** Returns when every request has ended, so that none has an effect after a failure. */
  private <T, R> List<R> concurrently(List<T> inputs, Function<T, R> request) {
    if (inputs.size() == 1) {
      return List.of(request.apply(inputs.get(0)));
    }
    List<CompletableFuture<R>> running =
        inputs.stream()
            .map(it -> CompletableFuture.supplyAsync(() -> request.apply(it), requests))
            .toList();
    try {
      CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
    return running.stream().map(CompletableFuture::join).toList();
  }

  @Override
  public void close() {
    requests.shutdown();
  }
}
