package dev.waybill.canary;

import dev.waybill.canary.CanaryBucket.Reason;
import dev.waybill.canary.CanaryBucket.UploadResponse;
import dev.waybill.canary.CanaryBucket.UploadResponse.Rejected;
import dev.waybill.canary.CanaryBucket.UploadResponse.Stored;
import dev.waybill.record.object.Sha256;
import dev.waybill.settings.RawSettings;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Upload of canaries, and assessment of S3's response. */
public final class CanaryUpload {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final CanaryBucket bucket;
  private final RawSettings raw;
  private final @Nullable String kmsKey;
  private final BooleanSupplier temporary;
  private final Clock clock;

  /**
   * @param bucket bucket to upload to
   * @param raw name and prefixes of that bucket
   * @param kmsKey ARN of the key that objects must be encrypted under; null when none is required
   * @param temporary whether the uploading credentials are temporary
   * @param clock source of the times in the results
   */
  public CanaryUpload(
      CanaryBucket bucket,
      RawSettings raw,
      @Nullable String kmsKey,
      BooleanSupplier temporary,
      Clock clock) {
    this.bucket = bucket;
    this.raw = raw;
    this.kmsKey = kmsKey;
    this.temporary = temporary;
    this.clock = clock;
  }

  /**
   * Uploads one canary. An upload that S3 rejects is a result, not an exception.
   *
   * @throws RuntimeException when S3 cannot be reached
   */
  public Canary send() {
    Instant began = clock.instant();
    String id = id();
    String key = raw.test() + "canary/" + STAMP.format(began) + "-" + id + ".txt";
    byte[] content =
        ("Waybill canary " + id + ". It shows that custody works; it is safe to delete.\n")
            .getBytes(StandardCharsets.US_ASCII);
    Canary canary = Canary.uploaded(raw.bucket(), key, null, Sha256.hash(content), began);
    UploadResponse response = bucket.put(key, content);
    return response instanceof Stored stored
        ? stored(canary, stored)
        : rejected(canary, (Rejected) response);
  }

  private Canary stored(Canary sent, Stored response) {
    Instant now = clock.instant();
    String version = response.versionId();
    Canary canary =
        Canary.uploaded(sent.bucket(), sent.key(), version, sent.sha256(), sent.uploadedAt())
            .withResult(accepted(sent.elapsed(now)));
    canary = checkEncryption(canary, response, now);
    if (version == null) {
      return canary
          .withWrong(
              Step.VERSIONED,
              now,
              "S3 created no version of it",
              "enable versioning of " + raw.bucket() + " (waybill baseline apply)")
          .withSkippedFrom(Step.NOTIFIED, "requires versioned");
    }
    return canary.withReached(Step.VERSIONED, now);
  }

  /** Long-lived credentials get here only when the settings allow them. */
  private StepResult accepted(Duration latency) {
    String detail =
        temporary.getAsBoolean()
            ? ""
            : "with a long-lived access key, which waybill.identity.allow-long-lived permits";
    return new StepResult(Step.ACCEPTED, StepResult.Status.REACHED, latency, detail, "");
  }

  private Canary checkEncryption(Canary canary, Stored response, Instant now) {
    if (kmsKey == null) {
      return canary.withResult(StepResult.skipped(Step.ENCRYPTED, "waybill.kms.require is false"));
    }
    String fix =
        "set the default encryption of "
            + raw.bucket()
            + " to SSE-KMS under "
            + kmsKey
            + " with a bucket key (waybill baseline apply)";
    String problem = encryptionProblem(response, kmsKey);
    return problem.isEmpty()
        ? canary.withReached(Step.ENCRYPTED, now)
        : canary.withWrong(Step.ENCRYPTED, now, problem, fix);
  }

  private static String encryptionProblem(Stored response, String kmsKey) {
    String key = String.valueOf(response.kmsKeyId());
    if (!response.kms()) {
      return "it is encrypted by " + response.encryption() + ", not by SSE-KMS";
    }
    if (!key.equals(kmsKey) && !kmsKey.endsWith("/" + key)) {
      return "it is encrypted under " + key + ", not under waybill.kms.key";
    }
    return response.bucketKey()
        ? ""
        : "it is encrypted without an S3 bucket key, so every object costs calls to KMS";
  }

  private Canary rejected(Canary canary, Rejected response) {
    return canary
        .withWrong(Step.ACCEPTED, clock.instant(), what(response), fix(response.reason()))
        .withSkippedFrom(Step.VERSIONED, "requires accepted");
  }

  private String what(Rejected response) {
    String place = "s3://" + raw.bucket() + "/" + raw.test();
    String what =
        switch (response.reason()) {
          case ACCESS_DENIED -> "S3 denies the upload to " + place;
          case KMS_DENIED -> "KMS rejects the key that " + raw.bucket() + " encrypts under";
          case CREDENTIALS -> "S3 rejects the credentials";
          case OTHER -> "S3 rejects the upload to " + place;
        };
    return what + " (" + response.code() + ")";
  }

  private static String fix(Reason reason) {
    return switch (reason) {
      case ACCESS_DENIED -> "allow this role s3:PutObject there; check the bucket's policy, too";
      case KMS_DENIED ->
          "enable the key, and allow this role kms:GenerateDataKey with it; check the key's"
              + " policy, too";
      case CREDENTIALS -> "sign in again, and check this machine's clock";
      case OTHER -> "look up the error code, and check that the bucket exists";
    };
  }

  private static String id() {
    byte[] bytes = new byte[4];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
