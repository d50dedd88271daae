package dev.waybill.canary;

import dev.waybill.aws.S3Failure;
import dev.waybill.record.object.Sha256;
import dev.waybill.settings.RawSettings;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;

/** Uploads canaries, as any writer would, and judges what S3 answers. */
public final class CanaryUpload {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH-mm-ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final S3Client s3;
  private final RawSettings raw;
  private final @Nullable String kmsKey;
  private final BooleanSupplier temporary;
  private final Clock clock;

  /**
   * @param kmsKey the ARN that objects must be encrypted under; null when none is required
   * @param temporary whether the client's credentials end by themselves
   */
  public CanaryUpload(
      S3Client s3,
      RawSettings raw,
      @Nullable String kmsKey,
      BooleanSupplier temporary,
      Clock clock) {
    this.s3 = s3;
    this.raw = raw;
    this.kmsKey = kmsKey;
    this.temporary = temporary;
    this.clock = clock;
  }

  /**
   * Uploads one. A refusal is a result, too.
   *
   * @throws software.amazon.awssdk.core.exception.SdkClientException when S3 cannot be reached
   */
  public Canary send() {
    Instant began = clock.instant();
    String id = id();
    String key = raw.test() + "canary/" + STAMP.format(began) + "-" + id + ".txt";
    byte[] content =
        ("Waybill canary " + id + ". It shows that custody works; it is safe to delete.\n")
            .getBytes(StandardCharsets.US_ASCII);
    Canary canary = Canary.uploaded(raw.bucket(), key, null, digest(content), began);
    try {
      return answered(
          canary,
          s3.putObject(
              put -> put.bucket(raw.bucket()).key(key).contentType("text/plain"),
              RequestBody.fromBytes(content)));
    } catch (S3Exception refusal) {
      return refused(canary, refusal);
    }
  }

  private Canary answered(Canary sent, PutObjectResponse answer) {
    Instant now = clock.instant();
    String version = answer.versionId();
    Canary canary =
        Canary.uploaded(sent.bucket(), sent.key(), version, sent.sha256(), sent.uploadedAt())
            .with(accepted(sent.until(now)));
    canary = encrypted(canary, answer, now);
    if (version == null) {
      return canary
          .wrong(
              Step.VERSIONED,
              now,
              "S3 made no version of it",
              "enable versioning of " + raw.bucket() + " (waybill baseline apply)")
          .skipping(Step.NOTIFIED, "waits for versioned");
    }
    return canary.reached(Step.VERSIONED, now);
  }

  /** Only what is allowed gets as far as this. */
  private StepResult accepted(Duration latency) {
    String how =
        temporary.getAsBoolean()
            ? ""
            : "under a long-lived key, as waybill.identity.allow-long-lived has it";
    return new StepResult(Step.ACCEPTED, StepResult.Status.REACHED, latency, how, "");
  }

  private Canary encrypted(Canary canary, PutObjectResponse answer, Instant now) {
    if (kmsKey == null) {
      return canary.with(StepResult.skipped(Step.ENCRYPTED, "waybill.kms.require is false"));
    }
    String fix =
        "set the default encryption of "
            + raw.bucket()
            + " to SSE-KMS under "
            + kmsKey
            + " with a bucket key (waybill baseline apply)";
    String wrong = wrong(answer, kmsKey);
    return wrong.isEmpty()
        ? canary.reached(Step.ENCRYPTED, now)
        : canary.wrong(Step.ENCRYPTED, now, wrong, fix);
  }

  private static String wrong(PutObjectResponse answer, String kmsKey) {
    String key = String.valueOf(answer.ssekmsKeyId());
    if (answer.serverSideEncryption() != ServerSideEncryption.AWS_KMS) {
      return "it is encrypted by " + answer.serverSideEncryptionAsString() + ", not by SSE-KMS";
    }
    if (!key.equals(kmsKey) && !kmsKey.endsWith("/" + key)) {
      return "it is encrypted under " + key + ", not under waybill.kms.key";
    }
    return Boolean.TRUE.equals(answer.bucketKeyEnabled())
        ? ""
        : "it is encrypted without an S3 bucket key, so every object costs calls of KMS";
  }

  private Canary refused(Canary canary, S3Exception refusal) {
    String place = "s3://" + raw.bucket() + "/" + raw.test();
    String code = S3Failure.code(refusal);
    String what =
        switch (S3Failure.of(refusal)) {
          case ACCESS_DENIED -> "S3 denies the upload to " + place + " (" + code + ")";
          case KMS_DENIED ->
              "KMS refuses the key that " + raw.bucket() + " encrypts under (" + code + ")";
          case CREDENTIALS -> "S3 does not take the credentials (" + code + ")";
          default -> "S3 refuses the upload to " + place + " (" + code + ")";
        };
    String fix =
        switch (S3Failure.of(refusal)) {
          case ACCESS_DENIED ->
              "allow this role s3:PutObject there; look at the bucket's policy, too";
          case KMS_DENIED ->
              "enable the key, and allow this role kms:GenerateDataKey with it; look at the key's"
                  + " policy, too";
          case CREDENTIALS -> "sign in anew, and check this machine's clock";
          default -> "see the error code, and whether the bucket is there";
        };
    return canary
        .wrong(Step.ACCEPTED, clock.instant(), what, fix)
        .skipping(Step.VERSIONED, "waits for accepted");
  }

  private static String id() {
    byte[] bytes = new byte[4];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static Sha256 digest(byte[] content) {
    try {
      return Sha256.of(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
