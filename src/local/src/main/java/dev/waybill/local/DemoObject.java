package dev.waybill.local;

import dev.waybill.model.CustodyListener;
import dev.waybill.model.Outcome;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.settings.RawSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Small object that demonstrates the whole chain of custody. */
final class DemoObject implements CustodyListener {
  private final String bucket;
  private final String key;

  /** Outcomes by version id; custody of a version can end before its upload returns. */
  private final Map<String, CompletableFuture<Outcome>> outcomes = new ConcurrentHashMap<>();

  DemoObject(RawSettings raw) {
    this.bucket = raw.bucket();
    this.key = raw.incoming() + "demo/hello.txt";
  }

  /** Returns the URI of the upload. */
  String uri() {
    return "s3://" + bucket + "/" + key;
  }

  /** Uploads the object and waits for its outcome; empty when that takes longer than the limit. */
  Optional<Outcome> send(S3Client s3, Duration limit) throws InterruptedException {
    String text = "Hello, custody! It is " + Instant.now() + ".\n";
    String version =
        s3.putObject(
                put -> put.bucket(bucket).key(key).contentType("text/plain"),
                RequestBody.fromString(text))
            .versionId();
    try {
      return Optional.of(outcome(version).get(limit.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException later) {
      return Optional.empty();
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void ended(Outcome outcome, Duration took) {
    ObjectVersion version = outcome.version();
    if (version != null && version.key().equals(key)) {
      outcome(version.versionId()).complete(outcome);
    }
  }

  private CompletableFuture<Outcome> outcome(String versionId) {
    return outcomes.computeIfAbsent(versionId, unused -> new CompletableFuture<>());
  }
}
