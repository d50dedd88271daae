package peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.awspring.cloud.s3.S3Template;
import io.awspring.cloud.sqs.annotation.SqsListener;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.eventnotifications.s3.model.S3EventNotification;
import software.amazon.awssdk.eventnotifications.s3.model.S3EventNotificationRecord;
import software.amazon.awssdk.eventnotifications.s3.model.S3Object;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The chain with Spring Cloud AWS: its SQS listener and S3Template, and S3Client where the template
 * has no such operation. The read is not pinned to the version, nor is the delete.
 */
@SpringBootApplication
public class SpringPeer {
  public static void main(String[] arguments) {
    SpringApplication.run(SpringPeer.class, arguments);
  }

  @Component
  static class Custody {
    private static final String PAYLOAD = "application/vnd.in-toto+json";
    private static final int BUFFER = 128 * 1024;

    private final S3Template template;
    private final S3Client s3;
    private final ObjectMapper json;
    private final String records;
    private final PrivateKey key;

    Custody(
        S3Template template,
        S3Client s3,
        ObjectMapper json,
        @Value("${bench.records}") String records,
        @Value("${bench.keystore}") Path keystore,
        @Value("${bench.password}") String password)
        throws IOException, GeneralSecurityException {
      this.template = template;
      this.s3 = s3;
      this.json = json;
      this.records = records;
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(keystore)) {
        store.load(in, password.toCharArray());
      }
      this.key = (PrivateKey) store.getKey(store.aliases().nextElement(), password.toCharArray());
    }

    @SqsListener("${bench.queue-url}")
    void heard(String notification) throws IOException, GeneralSecurityException {
      for (S3EventNotificationRecord record :
          S3EventNotification.fromJson(notification).getRecords()) {
        take(record.getS3().getBucket().getName(), record.getS3().getObject());
      }
    }

    private void take(String bucket, S3Object object) throws IOException, GeneralSecurityException {
      String name = URLDecoder.decode(object.getKey(), StandardCharsets.UTF_8);
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      long size = digest(bucket, name, sha256);
      byte[] digest = sha256.digest();
      seal(bucket, name, object, digest, size);
      String copied =
          s3.copyObject(
                  copy ->
                      copy.sourceBucket(bucket)
                          .sourceKey(name)
                          .sourceVersionId(object.getVersionId())
                          .copySourceIfMatch(object.getETag())
                          .destinationBucket(bucket)
                          .destinationKey("processed/" + name.substring("incoming/".length()))
                          .checksumAlgorithm(ChecksumAlgorithm.SHA256))
              .copyObjectResult()
              .checksumSHA256();
      if (copied != null && !copied.equals(Base64.getEncoder().encodeToString(digest))) {
        throw new IOException("the copy differs");
      }
      template.deleteObject(bucket, name);
    }

    private long digest(String bucket, String name, MessageDigest sha256) throws IOException {
      long size = 0;
      byte[] buffer = new byte[BUFFER];
      try (InputStream in = template.download(bucket, name).getInputStream()) {
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          sha256.update(buffer, 0, read);
          size += read;
        }
      }
      return size;
    }

    private void seal(String bucket, String name, S3Object object, byte[] digest, long size)
        throws IOException, GeneralSecurityException {
      byte[] record = record(statement(bucket, name, object, digest, size));
      String to = bucket + "/" + name + "/" + object.getVersionId() + ".json";
      try {
        s3.putObject(
            put ->
                put.bucket(records).key(to).ifNoneMatch("*").contentType("application/json"),
            RequestBody.fromBytes(record));
      } catch (S3Exception refusal) {
        if (refusal.statusCode() != 412) {
          throw refusal;
        }
      }
    }

    private byte[] statement(
        String bucket, String name, S3Object object, byte[] digest, long size)
        throws JsonProcessingException {
      String uri = "s3://" + bucket + "/" + name + "?versionId=" + object.getVersionId();
      Map<String, Object> subject =
          Map.of(
              "name",
              name,
              "uri",
              uri,
              "digest",
              Map.of("sha256", HexFormat.of().formatHex(digest)),
              "annotations",
              Map.of("versionId", object.getVersionId(), "eTag", object.getETag(), "size", size));
      return json.writeValueAsBytes(
          Map.of(
              "_type",
              "https://in-toto.io/Statement/v1",
              "subject",
              List.of(subject),
              "predicateType",
              "https://waybill.dev/attestation/custody/v1",
              "predicate",
              Map.of("hashed", Instant.now().toString())));
    }

    private byte[] record(byte[] statement) throws IOException, GeneralSecurityException {
      String head = "DSSEv1 " + PAYLOAD.length() + " " + PAYLOAD + " " + statement.length + " ";
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(key);
      signature.update(head.getBytes(StandardCharsets.US_ASCII));
      signature.update(statement);
      String signed = Base64.getEncoder().encodeToString(signature.sign());
      return json.writeValueAsBytes(
          Map.of(
              "payloadType",
              PAYLOAD,
              "payload",
              Base64.getEncoder().encodeToString(statement),
              "signatures",
              List.of(Map.of("keyid", "bench", "sig", signed))));
    }
  }
}
