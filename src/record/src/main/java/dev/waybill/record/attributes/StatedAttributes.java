package dev.waybill.record.attributes;

import java.util.HashMap;
import java.util.Map;

/**
 * Attributes of an object version that a record states.
 *
 * @param headers content type and the other system metadata, by lower-case header name
 * @param metadata user metadata, by lower-case name
 * @param tags tags, by name
 */
public record StatedAttributes(
    AttributeGroup headers, AttributeGroup metadata, AttributeGroup tags) {
  /** Not stated, because a lifecycle rule may change the storage class of a version. */
  private static final String STORAGE_CLASS = "storage-class";

  /**
   * Returns the statement of attributes.
   *
   * @param headers all system metadata that S3 reported
   */
  public static StatedAttributes of(
      Map<String, String> headers, Map<String, String> metadata, AttributeGroup tags) {
    return new StatedAttributes(
        AttributeGroup.of(stated(headers)), AttributeGroup.of(metadata), tags);
  }

  /** Returns the headers that a record states. */
  public static Map<String, String> stated(Map<String, String> headers) {
    Map<String, String> stated = new HashMap<>(headers);
    stated.remove(STORAGE_CLASS);
    return stated;
  }
}
