package dev.waybill.baseline.desired;

import dev.waybill.settings.DrillSettings;
import dev.waybill.settings.RawSettings;
import java.util.stream.Stream;

/** IAM permissions of the service in the raw bucket. */
final class ObjectPermissions {
  private ObjectPermissions() {}

  /** Returns permissions to read and copy objects, and to remove or hide what has ended. */
  static Stream<DesiredStatement> of(Deployment d) {
    RawSettings raw = d.settings().raw();
    return Stream.of(
        DesiredStatement.allow("ReadObjects")
            .actions("s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectVersionTagging")
            .resources(d.objectsArn(d.rawBucket())),
        DesiredStatement.allow("Promote")
            .actions(promotion(raw))
            .resources(keys(d, raw.processed())),
        DesiredStatement.allow("RemoveSources")
            .actions("s3:DeleteObjectVersion")
            .resources(keys(d, raw.incoming())),
        // A delete marker keeps a superseded version out of the listing of waiting objects.
        DesiredStatement.allow("HideSuperseded")
            .actions("s3:DeleteObject")
            .resources(keys(d, raw.incoming())),
        DesiredStatement.allow("SendCanaries")
            .actions("s3:PutObject")
            .resources(keys(d, raw.test())));
  }

  /**
   * Returns the permission to read the retention of promoted objects; none when they get none.
   * Without it S3 answers a read as if there were no retention.
   */
  static Stream<DesiredStatement> retention(Deployment d) {
    RawSettings raw = d.settings().raw();
    return raw.retention() == null
        ? Stream.empty()
        : Stream.of(
            DesiredStatement.allow("ReadRetention")
                .actions("s3:GetObjectRetention")
                .resources(keys(d, raw.processed())));
  }

  /** Returns permissions to alter the objects of drills, and nothing else; none without drills. */
  static Stream<DesiredStatement> drills(Deployment d) {
    DrillSettings drill = d.settings().drill();
    String objects = keys(d, d.settings().raw().drills());
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

  private static String[] promotion(RawSettings raw) {
    Stream<String> copy =
        Stream.of("s3:PutObject", "s3:PutObjectTagging", "s3:AbortMultipartUpload");
    Stream<String> retain =
        raw.retention() == null ? Stream.empty() : Stream.of("s3:PutObjectRetention");
    return Stream.concat(copy, retain).toArray(String[]::new);
  }

  private static String keys(Deployment d, String prefix) {
    return d.bucketArn(d.rawBucket()) + "/" + prefix + "*";
  }
}
