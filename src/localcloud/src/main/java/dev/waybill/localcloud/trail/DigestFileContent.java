package dev.waybill.localcloud.trail;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.cloudtrail.DigestSigningKey;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Content of a digest file.
 *
 * @param account the account of the trail
 * @param bucket the bucket of the digest file
 * @param key the key of the digest file
 * @param open the start of its interval and the digest file before it
 * @param end the end of its interval
 * @param logFiles the log files that were delivered in the interval
 */
record DigestFileContent(
    String account,
    String bucket,
    String key,
    OpenDigest open,
    Instant end,
    Collection<DeliveredLogFile> logFiles) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Returns the uncompressed content, with the fields in CloudTrail's order. */
  String json(DigestSigningKey signer) {
    ObjectNode digest = JSON.createObjectNode().put("awsAccountId", account);
    digest.put("digestStartTime", open.startTime().toString());
    digest.put("digestEndTime", end.toString());
    digest.put("digestS3Bucket", bucket).put("digestS3Object", key);
    digest.put("digestPublicKeyFingerprint", signer.fingerprint());
    digest.put("digestSignatureAlgorithm", DigestSigningKey.ALGORITHM);
    digest.put("newestEventTime", newest());
    digest.put("oldestEventTime", oldest());
    writePrevious(digest, open.previous());
    ArrayNode files = digest.putArray("logFiles");
    logFiles.forEach(it -> it.write(files.addObject()));
    return digest.toString();
  }

  private static void writePrevious(ObjectNode digest, OpenDigest.@Nullable Previous previous) {
    digest.put("previousDigestS3Bucket", previous == null ? null : previous.bucket());
    digest.put("previousDigestS3Object", previous == null ? null : previous.key());
    digest.put("previousDigestHashValue", previous == null ? null : previous.hash());
    digest.put("previousDigestHashAlgorithm", previous == null ? null : "SHA-256");
    digest.put("previousDigestSignature", previous == null ? null : previous.signature());
  }

  /** Returns the text whose signature is the metadata of the digest file. */
  String textToSign(String json) {
    OpenDigest.Previous previous = open.previous();
    return String.join(
        "\n",
        end.toString(),
        bucket + "/" + key,
        TrailBucketWriter.sha256(json),
        previous == null ? "null" : previous.signature());
  }

  private @Nullable String newest() {
    return DeliveredLogFile.orNull(
        logFiles.stream()
            .map(DeliveredLogFile::newestEventTime)
            .max(Comparator.naturalOrder())
            .orElse(""));
  }

  private @Nullable String oldest() {
    return DeliveredLogFile.orNull(
        logFiles.stream()
            .map(DeliveredLogFile::oldestEventTime)
            .filter(time -> !time.isEmpty())
            .min(Comparator.naturalOrder())
            .orElse(""));
  }
}
