package dev.waybill.aws;

import dev.waybill.alert.incident.Incident;
import dev.waybill.alert.incident.IncidentJson;
import dev.waybill.alert.incident.IncidentStore;
import dev.waybill.alert.incident.UnreadableIncidentException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Incidents in S3, changed by conditional writes only: one object each. */
public final class IncidentArchive implements IncidentStore {
  private static final String END = ".json";

  private final S3Client s3;
  private final String bucket;
  private final String prefix;

  /**
   * @param results {@code s3://bucket/prefix/}: the incidents are below it, in {@code
   *     waybill/incidents/}
   */
  public IncidentArchive(S3Client s3, String results) {
    String place = results.substring("s3://".length());
    int slash = place.indexOf('/');
    this.s3 = s3;
    this.bucket = place.substring(0, slash);
    this.prefix = place.substring(slash + 1) + "waybill/incidents/";
  }

  @Override
  public Optional<Kept> find(String name) {
    try {
      ResponseBytes<GetObjectResponse> object =
          s3.getObjectAsBytes(get -> get.bucket(bucket).key(key(name)));
      Incident incident = IncidentJson.read(object.asByteArrayUnsafe());
      return Optional.of(new Kept(incident, object.response().eTag()));
    } catch (S3Exception e) {
      if (S3Failure.of(e) == S3Failure.GONE) {
        return Optional.empty();
      }
      throw e;
    } catch (IllegalArgumentException e) {
      throw new UnreadableIncidentException("s3://" + bucket + "/" + key(name), e);
    }
  }

  @Override
  public Optional<Kept> keep(Incident incident, @Nullable String version) {
    PutObjectRequest.Builder put =
        PutObjectRequest.builder()
            .bucket(bucket)
            .key(key(incident.name()))
            .contentType("application/json");
    PutObjectRequest request =
        version == null ? put.ifNoneMatch("*").build() : put.ifMatch(version).build();
    try {
      RequestBody body = RequestBody.fromBytes(IncidentJson.of(incident));
      return Optional.of(new Kept(incident, s3.putObject(request, body).eTag()));
    } catch (S3Exception e) {
      if (S3Failure.isContest(e) || S3Failure.of(e) == S3Failure.GONE) {
        return Optional.empty();
      }
      throw e;
    }
  }

  @Override
  public Stream<Listed> list() {
    return s3.listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix)).contents().stream()
        .filter(it -> it.key().endsWith(END))
        .map(it -> new Listed(name(it.key()), it.eTag()));
  }

  private String key(String name) {
    return prefix + name + END;
  }

  private String name(String key) {
    return key.substring(prefix.length(), key.length() - END.length());
  }
}
