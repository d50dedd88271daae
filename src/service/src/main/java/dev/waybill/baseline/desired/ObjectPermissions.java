package dev.waybill.baseline.desired;

import dev.waybill.settings.DrillSettings;
import dev.waybill.settings.RawSettings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** IAM permissions of the service in the buckets of scopes. */
final class ObjectPermissions {
  private ObjectPermissions() {}

  /** Returns permissions to read and copy objects, and to remove or hide what has ended. */
  static Stream<DesiredStatement> of(Deployment d) {
    RawSettings raw = d.settings().raw();
    return Stream.of(
            Stream.of(
                DesiredStatement.allow("ReadObjects")
                    .actions("s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectVersionTagging")
                    .resources(
                        d.scopeBucketNames().stream().map(d::objectsArn).toArray(String[]::new))),
            promotion(d),
            Stream.of(
                DesiredStatement.allow("RemoveSources")
                    .actions("s3:DeleteObjectVersion")
                    .resources(incoming(d)),
                // A delete marker keeps a superseded version out of the listing of waiting objects.
                DesiredStatement.allow("HideSuperseded")
                    .actions("s3:DeleteObject")
                    .resources(incoming(d)),
                DesiredStatement.allow("SendCanaries")
                    .actions("s3:PutObject")
                    .resources(
                        d.settings().scopes().sourceBuckets().stream()
                            .map(it -> keys(d, it, raw.test()))
                            .toArray(String[]::new))))
        .flatMap(it -> it);
  }

  /** Returns the permission to promote; one of its own for scopes with a retention. */
  private static Stream<DesiredStatement> promotion(Deployment d) {
    Map<Boolean, List<RawSettings>> scopes =
        d.settings().scopes().all().stream()
            .collect(
                Collectors.groupingBy(
                    it -> it.retention() != null, TreeMap::new, Collectors.toList()));
    return scopes.entrySet().stream()
        .map(
            it ->
                DesiredStatement.allow(
                        it.getKey() && scopes.size() > 1 ? "PromoteRetained" : "Promote")
                    .actions(promotion(it.getKey()))
                    .resources(processed(d, it.getValue().stream())));
  }

  /**
   * Returns the permission to read the retention of promoted objects; none when they get none.
   * Without it S3 answers a read as if there were no retention.
   */
  static Stream<DesiredStatement> retention(Deployment d) {
    List<RawSettings> retained =
        d.settings().scopes().all().stream().filter(it -> it.retention() != null).toList();
    return retained.isEmpty()
        ? Stream.empty()
        : Stream.of(
            DesiredStatement.allow("ReadRetention")
                .actions("s3:GetObjectRetention")
                .resources(processed(d, retained.stream())));
  }

  /** Returns permissions to alter the objects of drills, and nothing else; none without drills. */
  static Stream<DesiredStatement> drills(Deployment d) {
    DrillSettings drill = d.settings().drill();
    String objects = keys(d, d.rawBucket(), d.settings().raw().drills());
    if (drill.every().isZero()) {
      return Stream.empty();
    }
    DesiredStatement alter =
        DesiredStatement.allow("AlterDrills")
            .actions("s3:DeleteObject", "s3:DeleteObjectVersion")
            .resources(objects);
    String key = drill.kmsKey();
    return key == null
        ? Stream.of(alter)
        : Stream.of(
            alter,
            DesiredStatement.allow("UpdateDrills")
                .actions("s3:UpdateObjectEncryption")
                .resources(objects),
            DesiredStatement.allow("EncryptDrills")
                .actions("kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey", "kms:ReEncrypt*")
                .resources(key, d.keyArn()));
  }

  private static String[] promotion(boolean isRetained) {
    Stream<String> copy =
        Stream.of("s3:PutObject", "s3:PutObjectTagging", "s3:AbortMultipartUpload");
    Stream<String> retain = isRetained ? Stream.of("s3:PutObjectRetention") : Stream.empty();
    return Stream.concat(copy, retain).toArray(String[]::new);
  }

  private static String[] incoming(Deployment d) {
    return d.settings().scopes().all().stream()
        .map(it -> keys(d, it.bucket(), it.incoming()))
        .toArray(String[]::new);
  }

  private static String[] processed(Deployment d, Stream<RawSettings> scopes) {
    return scopes.map(it -> keys(d, it.destinationBucket(), it.processed())).toArray(String[]::new);
  }

  private static String keys(Deployment d, String bucket, String prefix) {
    return d.bucketArn(bucket) + "/" + prefix + "*";
  }
}
