package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DecryptRequest;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.GetKeyRotationStatusResponse;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.Tag;

/** Contract of KMS, as baseline and signer use it. */
@ExtendWith(CloudExtension.class)
final class KmsContractIT {
  private static final String ABSENT = "11111111-2222-3333-4444-555555555555";
  private static final SdkBytes MESSAGE = SdkBytes.fromUtf8String("a message");

  private final CloudUnderTest cloud;
  private final KmsClient kms;

  KmsContractIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    this.kms = cloud.kms();
  }

  @Test
  void aKeyIsDescribedByEachOfItsNames() {
    KeyMetadata key = kms.createKey(it -> it.description("for <a> test")).keyMetadata();
    String alias = alias(key.keyId());
    assertThat(key.keySpecAsString()).isEqualTo("SYMMETRIC_DEFAULT");
    assertThat(key.arn()).isEqualTo("arn:aws:kms:us-east-1:000000000000:key/" + key.keyId());
    String aliasArn = "arn:aws:kms:us-east-1:000000000000:" + alias;
    for (String name : new String[] {key.keyId(), key.arn(), alias, aliasArn}) {
      KeyMetadata metadata = kms.describeKey(it -> it.keyId(name)).keyMetadata();
      assertThat(metadata.arn()).as(name).isEqualTo(key.arn());
      assertThat(metadata.keyStateAsString()).isEqualTo("Enabled");
      assertThat(metadata.description()).isEqualTo("for <a> test");
    }
    assertThat(kms.listKeysPaginator().keys()).anyMatch(it -> it.keyArn().equals(key.arn()));
  }

  @Test
  void aMissingKeyIsNotFound() {
    for (String name :
        new String[] {
          ABSENT,
          "arn:aws:kms:us-east-1:000000000000:key/" + ABSENT,
          "alias/" + cloud.uniqueName("absent"),
        }) {
      ExpectedError.of(400, "NotFoundException", () -> kms.describeKey(it -> it.keyId(name)));
      ExpectedError.of(
          400, "NotFoundException", () -> kms.encrypt(it -> it.keyId(name).plaintext(MESSAGE)));
    }
    ExpectedError.of(
        400,
        "NotFoundException",
        () -> kms.createAlias(it -> it.aliasName("alias/x").targetKeyId(ABSENT)));
  }

  @Test
  void anAliasIsMovedAndDeleted() {
    String first = kms.createKey().keyMetadata().keyId();
    String second = kms.createKey().keyMetadata().keyId();
    String alias = alias(first);
    ExpectedError.of(
        400,
        "AlreadyExistsException",
        () -> kms.createAlias(it -> it.aliasName(alias).targetKeyId(second)));
    kms.updateAlias(it -> it.aliasName(alias).targetKeyId(second));
    assertThat(kms.describeKey(it -> it.keyId(alias)).keyMetadata().keyId()).isEqualTo(second);
    assertThat(kms.listAliases(it -> it.keyId(first)).aliases()).isEmpty();
    assertThat(kms.listAliases(it -> it.keyId(second)).aliases())
        .singleElement()
        .matches(it -> it.aliasName().equals(alias) && it.targetKeyId().equals(second));
    kms.deleteAlias(it -> it.aliasName(alias));
    ExpectedError.of(400, "NotFoundException", () -> kms.deleteAlias(it -> it.aliasName(alias)));
  }

  @Test
  void rotationHasAPeriod() {
    String id = kms.createKey().keyMetadata().keyId();
    assertThat(kms.getKeyRotationStatus(it -> it.keyId(id)).keyRotationEnabled()).isFalse();
    kms.enableKeyRotation(it -> it.keyId(id).rotationPeriodInDays(180));
    GetKeyRotationStatusResponse status = kms.getKeyRotationStatus(it -> it.keyId(id));
    assertThat(status.keyRotationEnabled()).isTrue();
    assertThat(status.rotationPeriodInDays()).isEqualTo(180);
    kms.disableKeyRotation(it -> it.keyId(id));
    assertThat(kms.getKeyRotationStatus(it -> it.keyId(id)).keyRotationEnabled()).isFalse();
  }

  @Test
  void rotationOfKeyPairsAndDailyRotationAreRejected() {
    cloud.assumeWithout(EmulatorLimit.KMS_ROTATION_NOT_CHECKED);
    String symmetric = kms.createKey().keyMetadata().keyId();
    ExpectedError.of(
        400,
        "ValidationException",
        () -> kms.enableKeyRotation(it -> it.keyId(symmetric).rotationPeriodInDays(89)));
    String id = pair();
    ExpectedError.of(
        400, "UnsupportedOperation" + "Exception", () -> kms.enableKeyRotation(it -> it.keyId(id)));
  }

  @Test
  void aDisabledKeyIsUnusable() {
    String id = kms.createKey().keyMetadata().keyId();
    SdkBytes sealed = kms.encrypt(it -> it.keyId(id).plaintext(MESSAGE)).ciphertextBlob();
    kms.disableKey(it -> it.keyId(id));
    assertThat(kms.describeKey(it -> it.keyId(id)).keyMetadata().keyStateAsString())
        .isEqualTo("Disabled");
    ExpectedError.of(
        400, "DisabledException", () -> kms.encrypt(it -> it.keyId(id).plaintext(MESSAGE)));
    ExpectedError.of(400, "DisabledException", () -> kms.decrypt(it -> it.ciphertextBlob(sealed)));
    kms.enableKey(it -> it.keyId(id));
    assertThat(kms.decrypt(it -> it.ciphertextBlob(sealed)).plaintext()).isEqualTo(MESSAGE);
  }

  @Test
  void aKeyPendingDeletionIsUnusableAndReturnsDisabled() {
    String id = kms.createKey().keyMetadata().keyId();
    kms.scheduleKeyDeletion(it -> it.keyId(id).pendingWindowInDays(7));
    KeyMetadata deleted = kms.describeKey(it -> it.keyId(id)).keyMetadata();
    assertThat(deleted.keyStateAsString()).isEqualTo("PendingDeletion");
    assertThat(deleted.deletionDate()).isAfter(deleted.creationDate());
    ExpectedError.of(
        400, "KMSInvalidStateException", () -> kms.encrypt(it -> it.keyId(id).plaintext(MESSAGE)));
    ExpectedError.of(400, "KMSInvalidStateException", () -> kms.enableKey(it -> it.keyId(id)));
    kms.cancelKeyDeletion(it -> it.keyId(id));
    assertThat(kms.describeKey(it -> it.keyId(id)).keyMetadata().keyStateAsString())
        .isEqualTo("Disabled");
  }

  @Test
  void aPolicyIsReturnedAsStored() {
    String id = kms.createKey().keyMetadata().keyId();
    assertThat(kms.getKeyPolicy(it -> it.keyId(id).policyName("default")).policy())
        .contains("arn:aws:iam::000000000000:root");
    String policy =
        "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
            + "{\"AWS\":\"arn:aws:iam::000000000000:root\"},\"Action\":\"kms:*\",\"Resource\":\"*\"}]}";
    kms.putKeyPolicy(it -> it.keyId(id).policyName("default").policy(policy));
    assertThat(kms.getKeyPolicy(it -> it.keyId(id).policyName("default")).policy())
        .isEqualTo(policy);
    assertThat(kms.listKeyPolicies(it -> it.keyId(id)).policyNames()).containsExactly("default");
  }

  @Test
  void anInvalidPolicyIsRejected() {
    cloud.assumeRestartable();
    String id = kms.createKey().keyMetadata().keyId();
    for (String none : new String[] {"{", "{}", "[]", "{\"Statement\":[{\"Effect\":\"Allow\"}]}"}) {
      ExpectedError.of(
          400,
          "MalformedPolicyDocumentException",
          () -> kms.putKeyPolicy(it -> it.keyId(id).policyName("default").policy(none)));
    }
  }

  @Test
  void tagsAreStored() {
    Tag tag = Tag.builder().tagKey("owner").tagValue("a b").build();
    Tag more = Tag.builder().tagKey("more").tagValue("").build();
    String id = kms.createKey(it -> it.tags(tag)).keyMetadata().keyId();
    kms.tagResource(it -> it.keyId(id).tags(more));
    assertThat(kms.listResourceTags(it -> it.keyId(id)).tags())
        .containsExactlyInAnyOrder(tag, more);
    kms.untagResource(it -> it.keyId(id).tagKeys("more"));
    assertThat(kms.listResourceTags(it -> it.keyId(id)).tags()).containsExactly(tag);
  }

  @Test
  void aSignatureOfAKeyPairIsVerifiedByTheJdk() throws Exception {
    String id = pair();
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(MESSAGE.asByteArray());
    PublicKey key =
        KeyFactory.getInstance("EC")
            .generatePublic(
                new X509EncodedKeySpec(
                    kms.getPublicKey(it -> it.keyId(id)).publicKey().asByteArray()));
    for (SdkBytes signature :
        new SdkBytes[] {
          sign(id, MESSAGE, MessageType.RAW),
          sign(id, SdkBytes.fromByteArray(digest), MessageType.DIGEST)
        }) {
      Signature verifier = Signature.getInstance("SHA256withECDSA");
      verifier.initVerify(key);
      verifier.update(MESSAGE.asByteArray());
      assertThat(verifier.verify(signature.asByteArray())).isTrue();
      assertThat(verifies(id, MESSAGE, signature)).isTrue();
      ExpectedError.of(
          400,
          "KMSInvalidSignatureException",
          () -> verifies(id, SdkBytes.fromUtf8String("another"), signature));
    }
  }

  @Test
  void aDigestHas32Bytes() {
    String id = pair();
    ExpectedError.of(
        400,
        "ValidationException",
        () -> sign(id, SdkBytes.fromUtf8String("short"), MessageType.DIGEST));
  }

  @Test
  void aKeyIsUsedForItsKeyUsageOnly() {
    String pair = pair();
    ExpectedError.of(
        400,
        "InvalidKeyUsageException",
        () -> kms.encrypt(it -> it.keyId(pair).plaintext(MESSAGE)));
    String symmetric = kms.createKey().keyMetadata().keyId();
    ExpectedError.of(
        400, "InvalidKeyUsageException", () -> sign(symmetric, MESSAGE, MessageType.RAW));
  }

  @Test
  void aDataKeyIsDecryptedInItsOwnContextOnly() {
    String id = kms.createKey().keyMetadata().keyId();
    Map<String, String> context = Map.of("bucket", "a", "key", "b");
    GenerateDataKeyResponse made =
        kms.generateDataKey(it -> it.keyId(id).keySpec("AES_256").encryptionContext(context));
    assertThat(made.plaintext().asByteArray()).hasSize(32);
    assertThat(
            kms.decrypt(it -> it.ciphertextBlob(made.ciphertextBlob()).encryptionContext(context))
                .plaintext())
        .isEqualTo(made.plaintext());
    ExpectedError.of(
        400,
        "InvalidCiphertextException",
        () -> kms.decrypt(it -> it.ciphertextBlob(made.ciphertextBlob())));
    byte[] changed = made.ciphertextBlob().asByteArray();
    changed[changed.length - 1] ^= 1;
    ExpectedError.of(
        400,
        "InvalidCiphertextException",
        () ->
            kms.decrypt(
                DecryptRequest.builder()
                    .ciphertextBlob(SdkBytes.fromByteArray(changed))
                    .encryptionContext(context)
                    .build()));
  }

  @Test
  void aCiphertextIdentifiesItsKey() {
    String id = kms.createKey().keyMetadata().keyId();
    String other = kms.createKey().keyMetadata().keyId();
    SdkBytes sealed =
        kms.encrypt(
                it -> it.keyId(id).plaintext(SdkBytes.fromString("\u00e4", StandardCharsets.UTF_8)))
            .ciphertextBlob();
    ExpectedError.of(
        400,
        "IncorrectKeyException",
        () -> kms.decrypt(it -> it.ciphertextBlob(sealed).keyId(other)));
    assertThat(kms.generateDataKeyWithoutPlaintext(it -> it.keyId(id).numberOfBytes(5)).keyId())
        .endsWith(id);
  }

  private String alias(String key) {
    String alias = "alias/" + cloud.uniqueName("key");
    kms.createAlias(it -> it.aliasName(alias).targetKeyId(key));
    return alias;
  }

  private String pair() {
    return kms.createKey(it -> it.keySpec("ECC_NIST_P256").keyUsage("SIGN_VERIFY"))
        .keyMetadata()
        .keyId();
  }

  private SdkBytes sign(String id, SdkBytes message, MessageType type) {
    return kms.sign(
            it -> it.keyId(id).message(message).messageType(type).signingAlgorithm("ECDSA_SHA_256"))
        .signature();
  }

  private boolean verifies(String id, SdkBytes message, SdkBytes signature) {
    return kms.verify(
            it ->
                it.keyId(id)
                    .message(message)
                    .signature(signature)
                    .signingAlgorithm("ECDSA_SHA_256"))
        .signatureValid();
  }
}
