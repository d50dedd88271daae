package peer;

import dev.waybill.bench.peer.PeerRecord;
import dev.waybill.bench.peer.NotifiedObject;
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
import java.util.Base64;
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
 * Chain of custody with Spring Cloud AWS: its SQS listener, S3Template, and S3Client for operations
 * that the template lacks. Neither the read nor the delete is pinned to the version.
 */
@SpringBootApplication
public class SpringPeer {
  public static void main(String[] arguments) {
    SpringApplication.run(SpringPeer.class, arguments);
  }

  @Component
  static class Custody {
    private static final int BUFFER = 128 * 1024;

    private final S3Template template;
    private final S3Client s3;
    private final String records;
    private final PrivateKey key;

    Custody(
        S3Template template,
        S3Client s3,
        @Value("${bench.records}") String records,
        @Value("${bench.keystore}") Path keystore,
        @Value("${bench.password}") String password)
        throws IOException, GeneralSecurityException {
      this.template = template;
      this.s3 = s3;
      this.records = records;
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(keystore)) {
        store.load(in, password.toCharArray());
      }
      this.key = (PrivateKey) store.getKey(store.aliases().nextElement(), password.toCharArray());
    }

    @SqsListener("${bench.queue-url}")
    void onNotification(String notification) throws IOException, GeneralSecurityException {
      for (S3EventNotificationRecord record :
          S3EventNotification.fromJson(notification).getRecords()) {
        process(record.getS3().getBucket().getName(), record.getS3().getObject());
      }
    }

    private void process(String bucket, S3Object entry) throws IOException, GeneralSecurityException {
      String name = URLDecoder.decode(entry.getKey(), StandardCharsets.UTF_8);
      NotifiedObject object = new NotifiedObject(bucket, name, entry.getVersionId(), entry.getETag());
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      long size = digest(bucket, name, sha256);
      byte[] digest = sha256.digest();
      seal(object, digest, size);
      String copied =
          s3.copyObject(
                  copy ->
                      copy.sourceBucket(bucket)
                          .sourceKey(name)
                          .sourceVersionId(entry.getVersionId())
                          .copySourceIfMatch(entry.getETag())
                          .destinationBucket(bucket)
                          .destinationKey(object.processedKey())
                          .checksumAlgorithm(ChecksumAlgorithm.SHA256))
              .copyObjectResult()
              .checksumSHA256();
      if (copied != null && !copied.equals(Base64.getEncoder().encodeToString(digest))) {
        throw new IOException("the SHA-256 of the copy differs");
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

    private void seal(NotifiedObject object, byte[] digest, long size)
        throws IOException, GeneralSecurityException {
      byte[] record = record(PeerRecord.statement(object, digest, size));
      try {
        s3.putObject(
            put ->
                put.bucket(records).key(object.recordKey()).ifNoneMatch("*").contentType("application/json"),
            RequestBody.fromBytes(record));
      } catch (S3Exception failure) {
        if (failure.statusCode() != 412) {
          throw failure;
        }
      }
    }

    private byte[] record(byte[] statement) throws IOException, GeneralSecurityException {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(key);
      signature.update(PeerRecord.signed(statement));
      return PeerRecord.envelope(statement, Base64.getEncoder().encodeToString(signature.sign()));
    }
  }
}
