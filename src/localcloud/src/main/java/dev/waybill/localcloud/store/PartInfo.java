package dev.waybill.localcloud.store;

import java.util.Map;

/**
 * One part of a multipart upload.
 *
 * @param number from 1 to 10,000
 * @param size in bytes
 * @param eTag without quotes
 * @param checksums base64 by lower-case algorithm
 */
public record PartInfo(int number, long size, String eTag, Map<String, String> checksums) {
  public PartInfo {
    checksums = Map.copyOf(checksums);
  }
}
