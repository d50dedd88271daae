package dev.waybill.aws;

import dev.waybill.record.KeyId;
import dev.waybill.record.P256;
import dev.waybill.record.object.Sha256;
import dev.waybill.signing.KeyedSignature;
import dev.waybill.signing.RecordSigner;
import dev.waybill.signing.SigningUnavailableException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.GetPublicKeyResponse;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.MessageType;
import software.amazon.awssdk.services.kms.model.SigningAlgorithmSpec;

/**
 * Signer with a key of KMS, one call of Sign for each signature. KMS receives the digest of the
 * message. The key is looked up once, so that an alias that is moved later does not change which
 * key signs.
 */
public final class KmsSigner implements RecordSigner {
  /** Custody waits for the answer, and fails early enough to be repeated by another delivery. */
  private static final AwsRequestOverrideConfiguration SHORT =
      AwsRequestOverrideConfiguration.builder().apiCallTimeout(Duration.ofSeconds(10)).build();

  private final KmsClient kms;
  private final String arn;
  private final PublicKey publicKey;

  private KmsSigner(KmsClient kms, String arn, PublicKey publicKey) {
    this.kms = kms;
    this.arn = arn;
    this.publicKey = publicKey;
  }

  /**
   * Looks up a key.
   *
   * @param key id, ARN or alias
   * @throws SdkException when KMS does not return its public key
   * @throws IllegalArgumentException when it is no key on P-256 for signatures
   */
  public static KmsSigner of(KmsClient kms, String key) {
    GetPublicKeyResponse found = kms.getPublicKey(it -> it.keyId(key));
    if (!found.signingAlgorithms().contains(SigningAlgorithmSpec.ECDSA_SHA_256)) {
      throw new IllegalArgumentException("does not sign with ECDSA_SHA_256");
    }
    try {
      PublicKey publicKey =
          KeyFactory.getInstance("EC")
              .generatePublic(new X509EncodedKeySpec(found.publicKey().asByteArray()));
      P256.require(publicKey, "the key of KMS");
      return new KmsSigner(kms, found.keyId(), publicKey);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("has no elliptic-curve key", e);
    }
  }

  /** Returns the ARN of the key. */
  public String arn() {
    return arn;
  }

  /** Returns the public key. */
  public PublicKey publicKey() {
    return publicKey;
  }

  @Override
  public KeyedSignature sign(byte[] message) {
    SdkBytes digest = SdkBytes.fromByteArray(Sha256.hash(message).bytes());
    try {
      byte[] der =
          kms.sign(
                  sign ->
                      sign.keyId(arn)
                          .message(digest)
                          .messageType(MessageType.DIGEST)
                          .signingAlgorithm(SigningAlgorithmSpec.ECDSA_SHA_256)
                          .overrideConfiguration(SHORT))
              .signature()
              .asByteArray();
      return new KeyedSignature(der, KeyId.of(publicKey));
    } catch (SdkException e) {
      throw new SigningUnavailableException("KMS does not sign with " + arn + problem(e), e);
    }
  }

  private static String problem(SdkException failure) {
    return failure instanceof KmsException error && error.awsErrorDetails() != null
        ? " (" + error.awsErrorDetails().errorCode() + ")"
        : " (" + failure.getClass().getSimpleName() + ")";
  }

  @Override
  public List<String> keyIds() {
    return List.of(KeyId.of(publicKey));
  }
}
