package dev.waybill.localcloud.inventory;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.wire.XmlReader;
import dev.waybill.localcloud.wire.XmlWriter;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Place of the reports of an inventory configuration.
 *
 * @param account the id of the account that owns the bucket, or null
 * @param bucketArn the ARN of the bucket, which need not exist
 * @param prefix the prefix of the keys, or null
 * @param format {@code CSV}, {@code ORC} or {@code Parquet}
 * @param encryption the encryption of the reports; null for the default of the bucket
 */
public record InventoryDestination(
    @Nullable String account,
    String bucketArn,
    @Nullable String prefix,
    String format,
    @Nullable Encryption encryption) {
  private static final String ARN = "arn:aws:s3:::";
  private static final Pattern BUCKET = Pattern.compile(ARN + "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  /**
   * Encryption of the reports.
   *
   * @param kmsKey the ARN of the KMS key; null for SSE-S3
   */
  public record Encryption(@Nullable String kmsKey) {}

  static InventoryDestination of(XmlReader element) {
    String bucket = InventoryDefinition.required(element, "Bucket");
    if (!BUCKET.matcher(bucket).matches()) {
      throw new StoreException(S3ErrorCode.INVALID_S3_DESTINATION_BUCKET);
    }
    return new InventoryDestination(
        element.text("AccountId"),
        bucket,
        element.text("Prefix"),
        InventoryDefinition.oneOf(element, "Format", "CSV", "ORC", "Parquet"),
        encryption(element));
  }

  private static @Nullable Encryption encryption(XmlReader element) {
    List<XmlReader> given = element.children("Encryption");
    if (given.isEmpty()) {
      return null;
    }
    boolean byS3 = !given.get(0).children("SSE-S3").isEmpty();
    List<XmlReader> byKms = given.get(0).children("SSE-KMS");
    if (byS3 == !byKms.isEmpty()) {
      throw new StoreException(S3ErrorCode.MALFORMED_XML);
    }
    return new Encryption(byS3 ? null : InventoryDefinition.required(byKms.get(0), "KeyId"));
  }

  void write(XmlWriter xml) {
    xml.start("Destination").start("S3BucketDestination");
    xml.element("AccountId", account).element("Bucket", bucketArn);
    xml.element("Format", format).element("Prefix", prefix);
    if (encryption != null) {
      xml.start("Encryption");
      if (encryption.kmsKey() == null) {
        xml.start("SSE-S3").end();
      } else {
        xml.start("SSE-KMS").element("KeyId", encryption.kmsKey()).end();
      }
      xml.end();
    }
    xml.end().end();
  }

  /** Returns the name of the bucket. */
  String bucket() {
    return bucketArn.substring(ARN.length());
  }

  /** Returns the prefix with a slash at its end; empty when there is none. */
  String keyPrefix() {
    return prefix == null || prefix.isEmpty() ? "" : prefix + "/";
  }
}
