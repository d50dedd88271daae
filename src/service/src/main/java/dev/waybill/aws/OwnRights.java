package dev.waybill.aws;

import dev.waybill.intake.Denial;
import dev.waybill.intake.Denial.Cause;
import dev.waybill.intake.DenialCircuitBreaker;
import dev.waybill.intake.RightsProbe.Answer;
import dev.waybill.record.RecordKey;
import dev.waybill.record.object.ObjectVersion;
import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.ProvenanceSettings;
import dev.waybill.settings.RawSettings;
import dev.waybill.signing.SigningKey;
import dev.waybill.signing.SigningUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Denials of S3, each with the probe that shows whether Waybill itself has the right. The probes
 * are about keys that do not exist or that only Waybill writes, so that no uploader can influence
 * their answers. S3 checks the rights first, and answers 404 only to a caller that has them.
 */
public final class OwnRights {
  private static final AwsRequestOverrideConfiguration SHORT =
      AwsRequestOverrideConfiguration.builder().apiCallTimeout(Duration.ofSeconds(10)).build();

  /** ETag that no object has, so that a copy with this condition never happens. */
  private static final String IMPOSSIBLE_ETAG = "\"waybill-probe\"";

  private final DenialCircuitBreaker breaker;
  private final S3Client s3;
  private final CustodyScopes scopes;
  private final ProvenanceSettings provenance;
  private final SigningKey signing;
  private final String publicKey;
  private final String name = "waybill-probe-" + UUID.randomUUID();

  /**
   * @param breaker the circuit breaker that stops polling while a right is denied
   * @param signing the key that signs records, whose public key the provenance bucket holds
   */
  public OwnRights(
      DenialCircuitBreaker breaker,
      S3Client s3,
      CustodyScopes scopes,
      ProvenanceSettings provenance,
      SigningKey signing) {
    this.breaker = breaker;
    this.s3 = s3;
    this.scopes = scopes;
    this.provenance = provenance;
    this.signing = signing;
    publicKey = RecordKey.ofPublicKey(signing.publicKey());
  }

  /**
   * Returns true when a failure is a denial of Waybill's own rights. May call AWS.
   *
   * @param version the version in custody, or null when there is none yet
   */
  public boolean areDenied(Throwable failure, @Nullable ObjectVersion version) {
    return denial(failure, version).filter(breaker::isOwn).isPresent();
  }

  private Optional<Denial> denial(Throwable failure, @Nullable ObjectVersion version) {
    String prefix = version == null ? "" : Denial.prefixOf(version.key());
    if (failure instanceof SigningUnavailableException) {
      return Optional.of(new Denial(Cause.SIGNING, prefix, this::signs));
    }
    if (failure instanceof ArchiveException archive) {
      // The cause is never the object, so that only an allowed request is an all-clear.
      return S3Failure.isDenial(failure)
          ? Optional.of(
              new Denial(Cause.PROVENANCE, prefix, () -> orDenied(answer(archive.request()))))
          : Optional.empty();
    }
    return switch (S3Failure.of(failure)) {
      case ACCESS_DENIED -> Optional.of(new Denial(Cause.ACCESS, prefix, this::access));
      case KMS_DENIED ->
          Optional.of(new Denial(Cause.KMS, prefix, () -> answer(this::readPublicKey)));
      case CREDENTIALS ->
          Optional.of(
              new Denial(Cause.CREDENTIALS, prefix, () -> orDenied(ofEachScope(this::readRaw))));
      default -> Optional.empty();
    };
  }

  /** Signs a text that is no statement. */
  private Answer signs() {
    try {
      byte[] unused = signing.sign(name.getBytes(StandardCharsets.UTF_8));
      return Answer.ALLOWED;
    } catch (SigningUnavailableException e) {
      return Answer.DENIED;
    }
  }

  /** A right that is missing in one scope is one that Waybill lacks. */
  private Answer access() {
    Answer read = ofEachScope(this::readRaw);
    return read == Answer.ALLOWED ? ofEachScope(this::copyRaw) : read;
  }

  private Answer ofEachScope(Consumer<RawSettings> request) {
    Answer answer = Answer.ALLOWED;
    for (RawSettings scope : scopes.all()) {
      Answer next = answer(() -> request.accept(scope));
      if (next == Answer.DENIED) {
        return next;
      }
      answer = next == Answer.ALLOWED ? answer : next;
    }
    return answer;
  }

  private static Answer orDenied(Answer answer) {
    return answer == Answer.ALLOWED ? answer : Answer.DENIED;
  }

  private void readRaw(RawSettings scope) {
    s3.getObjectAsBytes(
        get ->
            get.bucket(scope.bucket())
                .key(scope.incoming() + name)
                .versionId(ObjectVersion.NULL_VERSION)
                .range("bytes=0-0")
                .overrideConfiguration(SHORT));
  }

  private void copyRaw(RawSettings scope) {
    s3.copyObject(
        copy ->
            copy.sourceBucket(scope.bucket())
                .sourceKey(scope.incoming() + name)
                .sourceVersionId(ObjectVersion.NULL_VERSION)
                .copySourceIfMatch(IMPOSSIBLE_ETAG)
                .destinationBucket(scope.destinationBucket())
                .destinationKey(scope.processed() + name)
                .ifNoneMatch("*")
                .overrideConfiguration(SHORT));
  }

  /** Decrypts: the object is encrypted under the deployment's key. */
  private void readPublicKey() {
    s3.getObjectAsBytes(
        get -> get.bucket(provenance.bucket()).key(publicKey).overrideConfiguration(SHORT));
  }

  private static Answer answer(Runnable request) {
    try {
      request.run();
      return Answer.ALLOWED;
    } catch (S3Exception e) {
      return answer(e);
    } catch (ArchiveException e) {
      return answer(e.s3Error());
    } catch (RuntimeException e) {
      return Answer.UNKNOWN;
    }
  }

  /** Any other error than a denial or an outage comes after the check of the rights. */
  private static Answer answer(S3Exception error) {
    if (S3Failure.isDenial(error)) {
      return Answer.DENIED;
    }
    return error.statusCode() >= 500 || error.isThrottlingException()
        ? Answer.UNKNOWN
        : Answer.ALLOWED;
  }
}
