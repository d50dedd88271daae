package dev.waybill.digest;

/**
 * Checksum that S3 has stored since an upload.
 *
 * @param algorithm name of the algorithm, such as {@code CRC64NVME}
 * @param value the checksum in base64, in S3's notation
 * @param isComposite true for a checksum of the checksums of parts
 */
public record ReportedChecksum(String algorithm, String value, boolean isComposite) {}
