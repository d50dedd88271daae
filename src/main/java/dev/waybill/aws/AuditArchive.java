package dev.waybill.aws;

import dev.waybill.audit.state.AuditState;
import dev.waybill.audit.state.AuditStates;
import dev.waybill.audit.state.StateJson;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** States of audits in S3, changed by conditional writes only. */
public final class AuditArchive implements AuditStates {
  private final S3Client s3;
  private final String bucket;
  private final String prefix;

  /**
   * @param results {@code s3://bucket/prefix/}: the states are below it, in {@code waybill/audits/}
   */
  public AuditArchive(S3Client s3, String results) {
    String place = results.substring("s3://".length());
    int slash = place.indexOf('/');
    this.s3 = s3;
    this.bucket = place.substring(0, slash);
    this.prefix = place.substring(slash + 1) + "waybill/audits/";
  }

  @Override
  public Optional<Kept> find(String audit) {
    try {
      ResponseBytes<GetObjectResponse> object =
          s3.getObjectAsBytes(get -> get.bucket(bucket).key(key(audit)));
      AuditState state = StateJson.read(object.asByteArrayUnsafe());
      return Optional.of(new Kept(state, object.response().eTag()));
    } catch (S3Exception e) {
      if (S3Failure.of(e) == S3Failure.GONE) {
        return Optional.empty();
      }
      throw e;
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          "s3://" + bucket + "/" + key(audit) + " " + e.getMessage() + "; remove it to begin anew",
          e);
    }
  }

  @Override
  public Optional<Kept> keep(AuditState state, @Nullable String version) {
    PutObjectRequest.Builder put =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(key(state.audit()))
            .contentType("application/json");
    PutObjectRequest request =
        version == null ? put.ifNoneMatch("*").build() : put.ifMatch(version).build();
    try {
      String now = s3.putObject(request, RequestBody.fromBytes(StateJson.of(state))).eTag();
      return Optional.of(new Kept(state, now));
    } catch (S3Exception e) {
      if (S3Failure.isContest(e) || S3Failure.of(e) == S3Failure.GONE) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private String key(String audit) {
    return prefix + audit + ".json";
  }
}
