package dev.waybill.localcloud.batch;

import dev.waybill.localcloud.store.Bucket;
import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.store.StoredVersion;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** Computation of a checksum from the stored bytes, whatever storage class a version has. */
record ChecksumTask(ObjectStore store, String algorithm) {
  private static final int BUFFER = 128 * 1024;
  private static final Map<String, String> JAVA_NAMES =
      Map.of("SHA256", "SHA-256", "SHA1", "SHA-1", "MD5", "MD5");

  TaskResult run(ManifestLine line) {
    try {
      Bucket bucket = store.bucket(line.bucket());
      StoredVersion version = bucket.find(line.key(), line.versionId());
      if (version == null || version.deleteMarker()) {
        throw new StoreException(
            line.versionId() == null ? S3ErrorCode.NO_SUCH_KEY : S3ErrorCode.NO_SUCH_VERSION);
      }
      return new TaskResult(line, version.eTag(), digest(bucket, version), null, null);
    } catch (StoreException e) {
      return failed(line, e.code().code(), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return failed(line, "InternalError", "We encountered an internal error.");
    }
  }

  private static TaskResult failed(ManifestLine line, String code, String message) {
    return new TaskResult(line, null, null, code, message);
  }

  private String digest(Bucket bucket, StoredVersion version) throws IOException {
    MessageDigest digest = digest();
    try (InputStream bytes = bucket.read(version, 0, version.size())) {
      byte[] buffer = new byte[BUFFER];
      for (int read = bytes.read(buffer); read > 0; read = bytes.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private MessageDigest digest() {
    try {
      return MessageDigest.getInstance(JAVA_NAMES.getOrDefault(algorithm, algorithm));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
