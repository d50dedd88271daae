package dev.waybill.localcloud.store;

import java.util.Map;

/**
 * Part of a multipart upload.
 *
 * @param number the part number, from 1 to 10,000
 * @param size the size in bytes
 * @param eTag the eTag without quotes
 * @param checksums the Base64 checksums by lower-case algorithm
 */
public record PartInfo(int number, long size, String eTag, Map<String, String> checksums) {
  public PartInfo {
    checksums = Map.copyOf(checksums);
  }
}
