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

/** A small object that goes the whole way, for people to see how. */
final class DemoObject implements CustodyListener {
  private final String bucket;
  private final String key;

  /** By version id, since a version's custody can end before its upload is answered. */
  private final Map<String, CompletableFuture<Outcome>> ends = new ConcurrentHashMap<>();

  DemoObject(RawSettings raw) {
    this.bucket = raw.bucket();
    this.key = raw.incoming() + "demo/hello.txt";
  }

  /** Where it lands. */
  String uri() {
    return "s3://" + bucket + "/" + key;
  }

  /**
   * Uploads it and waits for the end of its custody; empty when that takes longer than the limit.
   */
  Optional<Outcome> send(S3Client s3, Duration limit) throws InterruptedException {
    String text = "Hello, custody! It is " + Instant.now() + ".\n";
    String version =
        s3.putObject(
                put -> put.bucket(bucket).key(key).contentType("text/plain"),
                RequestBody.fromString(text))
            .versionId();
    try {
      return Optional.of(end(version).get(limit.toMillis(), TimeUnit.MILLISECONDS));
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
      end(version.versionId()).complete(outcome);
    }
  }

  private CompletableFuture<Outcome> end(String versionId) {
    return ends.computeIfAbsent(versionId, unused -> new CompletableFuture<>());
  }
}
