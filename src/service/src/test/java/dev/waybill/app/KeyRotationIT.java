package dev.waybill.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waybill.record.object.ObjectVersion;
import dev.waybill.settings.SigningSettings;
import dev.waybill.signing.SigningKey;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a rotated signing key: records of the old key must stay verifiable. */
@ExtendWith(CloudExtension.class)
class KeyRotationIT {
  private final CloudUnderTest cloud;
  @TempDir Path folder;

  KeyRotationIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @Test
  void sealsWithNewKeyAndVerifiesRecordsOfTheOldKey() throws Exception {
    try (PipelineUnderTest pipeline = PipelineUnderTest.provision(cloud, folder, Map.of())) {
      pipeline.start();
      ObjectVersion old = pipeline.put("incoming/old", "sealed by the first key");
      pipeline.awaitEnds(1);
      pipeline.stop();
      SigningKey rotated = rotate(pipeline.settings().signing(), true);

      pipeline.start();
      redeliver(pipeline, old);
      pipeline.awaitEnds(2);
      ObjectVersion next = pipeline.put("incoming/next", "sealed by the second key");
      pipeline.awaitEnds(3);

      assertThat(pipeline.labels()).containsExactly("promoted", "already-done", "promoted");
      assertThat(pipeline.record(old).keyId()).isEqualTo(pipeline.key().keyId());
      assertThat(new String(pipeline.archive().find(next).orElseThrow().bytes(), UTF_8))
          .contains(rotated.keyId());
    }
  }

  @Test
  void startsAndAlertsWhenKeystoreLacksThePublishedKey() throws Exception {
    try (PipelineUnderTest pipeline = PipelineUnderTest.provision(cloud, folder, Map.of())) {
      pipeline.start();
      pipeline.stop();
      rotate(pipeline.settings().signing(), false);

      pipeline.start();

      Path alerts = pipeline.settings().alertsFile();
      await()
          .atMost(Duration.ofMinutes(1))
          .until(() -> Files.exists(alerts) && Files.readString(alerts).contains("trust-unknown"));
      assertThat(Files.readString(alerts)).contains(pipeline.key().keyId());
    }
  }

  private static void redeliver(PipelineUnderTest pipeline, ObjectVersion version) {
    String body = NotificationSender.created(version, "0".repeat(18));
    pipeline.aws().sqs().sendMessage(it -> it.queueUrl(pipeline.queueUrl()).messageBody(body));
  }

  private SigningKey rotate(SigningSettings signing, boolean keepOld) throws Exception {
    char[] password = signing.password().reveal().toCharArray();
    Certificate old = read(signing.keystore(), password).getCertificate(signing.alias());
    Path next = folder.resolve("next.p12");
    SigningKey.create(next, signing.password().reveal(), signing.alias());
    KeyStore store = read(next, password);
    if (keepOld) {
      store.setCertificateEntry("retired", old);
    }
    try (OutputStream out = Files.newOutputStream(signing.keystore())) {
      store.store(out, password);
    }
    return SigningKey.load(signing.keystore(), signing.password().reveal(), signing.alias());
  }

  private static KeyStore read(Path file, char[] password) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password);
    }
    return store;
  }
}
