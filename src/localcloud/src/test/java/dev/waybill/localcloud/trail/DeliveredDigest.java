package dev.waybill.localcloud.trail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.localcloud.store.Bucket;
import dev.waybill.localcloud.store.ObjectQuery;
import dev.waybill.localcloud.store.StoredVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Digest file in a bucket, verified as the AWS CLI verifies it. */
record DeliveredDigest(StoredVersion version, String hash, JsonNode json) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String INFO_HEADER = "30820122300d06092a864886f70d01010105000382010f00";

  static List<DeliveredDigest> all(Bucket bucket) {
    return bucket.listObjects(new ObjectQuery("", null, "", 1000)).objects().stream()
        .filter(it -> it.key().contains("/CloudTrail-Digest/"))
        .map(it -> read(bucket, it))
        .toList();
  }

  private static DeliveredDigest read(Bucket bucket, StoredVersion version) {
    byte[] content = inflated(bucket, version);
    try {
      return new DeliveredDigest(version, sha256(content), JSON.readTree(content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] inflated(Bucket bucket, StoredVersion version) {
    try (InputStream in = new GZIPInputStream(bucket.read(version, 0, version.size()))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text(String field) {
    return json.path(field).asText();
  }

  List<String> logFiles() {
    return json.path("logFiles").findValuesAsText("s3Object");
  }

  String signature() {
    return version.metadata().get("signature");
  }

  static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Verifies the signature, the location and the fingerprint against the listed public keys. */
  void verify(JsonNode publicKeys) {
    assertThat(text("digestS3Object")).isEqualTo(version.key());
    assertThat(version.metadata()).containsEntry("signature-algorithm", "SHA256withRSA");
    String previous = json.path("previousDigestSignature").asText("null");
    String location = text("digestS3Bucket") + "/" + text("digestS3Object");
    String signed = String.join("\n", text("digestEndTime"), location, hash, previous);
    try {
      Signature verifier = Signature.getInstance("SHA256withRSA");
      verifier.initVerify(key(publicKeys));
      verifier.update(signed.getBytes(StandardCharsets.UTF_8));
      assertThat(verifier.verify(HexFormat.of().parseHex(signature()))).as(version.key()).isTrue();
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private PublicKey key(JsonNode publicKeys) throws GeneralSecurityException {
    for (JsonNode key : publicKeys) {
      if (key.path("Fingerprint").asText().equals(text("digestPublicKeyFingerprint"))) {
        String value =
            HexFormat.of().formatHex(Base64.getDecoder().decode(key.path("Value").asText()));
        byte[] info = HexFormat.of().parseHex(INFO_HEADER + value);
        return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(info));
      }
    }
    throw new AssertionError("no public key " + text("digestPublicKeyFingerprint"));
  }
}
