package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.wire.XmlReader;
import dev.waybill.localcloud.wire.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Normalizer that validates configurations and adds the values that a request omits. */
final class ConfigurationNormalizer {
  private static final List<String> BLOCKS =
      List.of("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets");
  private static final Set<String> OWNERSHIPS =
      Set.of("BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter");
  private static final Set<String> FLAGS = Set.of("true", "false");
  private static final int MAX_TAGS = 50;

  private ConfigurationNormalizer() {}

  /**
   * Returns the text to be stored for a document.
   *
   * @throws StoreException MalformedXML or another error when the document is invalid
   */
  static String of(String type, XmlReader document, String text) {
    return switch (type) {
      case "publicAccessBlock" -> publicAccessBlock(document);
      case "encryption" -> encryption(document);
      case "ownershipControls" -> ownership(document);
      case "lifecycle" -> {
        LifecycleChecks.require(document);
        yield text;
      }
      case "tagging" -> {
        requireTags(document);
        yield text;
      }
      default -> text;
    };
  }

  /** Returns the public access block of a new bucket. */
  static String defaultPublicAccessBlock() {
    XmlWriter whole = XmlWriter.s3("PublicAccessBlockConfiguration");
    BLOCKS.forEach(name -> whole.element(name, "true"));
    return text(whole);
  }

  /** Returns the ownership controls of a new bucket. */
  static String ownershipControls(String ownership) {
    if (!OWNERSHIPS.contains(ownership)) {
      throw new StoreException(
          S3ErrorCode.INVALID_ARGUMENT, "Invalid x-amz-object-ownership header: " + ownership);
    }
    XmlWriter whole = XmlWriter.s3("OwnershipControls").start("Rule");
    return text(whole.element("ObjectOwnership", ownership));
  }

  private static String publicAccessBlock(XmlReader document) {
    XmlWriter whole = XmlWriter.s3("PublicAccessBlockConfiguration");
    for (String name : BLOCKS) {
      String flag = Objects.requireNonNullElse(document.text(name), "false").strip();
      if (!FLAGS.contains(flag)) {
        throw new StoreException(S3ErrorCode.MALFORMED_XML);
      }
      whole.element(name, flag);
    }
    return text(whole);
  }

  private static String encryption(XmlReader document) {
    EncryptionHeaders.require(document);
    XmlWriter whole = XmlWriter.s3("ServerSideEncryptionConfiguration");
    for (XmlReader rule : document.children("Rule")) {
      whole.start("Rule");
      for (XmlReader by : rule.children("ApplyServerSideEncryptionByDefault")) {
        whole.start("ApplyServerSideEncryptionByDefault");
        whole.element("SSEAlgorithm", by.text("SSEAlgorithm"));
        whole.element("KMSMasterKeyID", by.text("KMSMasterKeyID")).end();
      }
      String bucketKey = Objects.requireNonNullElse(rule.text("BucketKeyEnabled"), "false");
      whole.element("BucketKeyEnabled", bucketKey).end();
    }
    return text(whole);
  }

  private static String ownership(XmlReader document) {
    List<XmlReader> rules = document.children("Rule");
    String ownership =
        rules.size() == 1 ? String.valueOf(rules.get(0).text("ObjectOwnership")) : "";
    if (!OWNERSHIPS.contains(ownership)) {
      throw new StoreException(S3ErrorCode.MALFORMED_XML);
    }
    return ownershipControls(ownership);
  }

  private static void requireTags(XmlReader document) {
    List<XmlReader> sets = document.children("TagSet");
    if (sets.size() != 1 || sets.get(0).children("Tag").size() > MAX_TAGS) {
      throw new StoreException(S3ErrorCode.MALFORMED_XML);
    }
    Set<String> keys = new HashSet<>();
    for (XmlReader tag : sets.get(0).children("Tag")) {
      String key = tag.text("Key");
      if (key == null || key.isEmpty() || key.startsWith("aws:") || !keys.add(key)) {
        throw new StoreException(S3ErrorCode.INVALID_TAG);
      }
    }
  }

  private static String text(XmlWriter document) {
    return new String(document.bytes(), StandardCharsets.UTF_8);
  }
}
