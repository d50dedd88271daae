package dev.waybill.startup;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.KmsSigner;
import dev.waybill.aws.S3LogStore;
import dev.waybill.aws.identity.CallerIdentity;
import dev.waybill.provenance.RecordMaker;
import dev.waybill.settings.KmsSigning;
import dev.waybill.settings.Settings;
import dev.waybill.settings.SigningSettings;
import dev.waybill.signing.DelegatedSigner;
import dev.waybill.signing.DelegationIssuer;
import dev.waybill.signing.SigningKey;
import java.security.PublicKey;
import java.time.Clock;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.NotFoundException;

/** Loading of the key that signs records, from a file or from KMS. */
public final class SigningKeys {
  private static final int SERVER_ERROR = 500;

  private SigningKeys() {}

  /**
   * Loads the key.
   *
   * @throws StartupException when the keystore cannot be read, or KMS does not return the key
   */
  public static SigningKey load(AwsClients aws, Settings settings) {
    KmsSigning kms = settings.signing().kms();
    if (kms == null) {
      return Preconditions.signingKey(settings.signing());
    }
    KmsSigner signer = signer(aws.kms(), kms);
    return SigningKey.of(
        kms.delegated() ? delegated(aws, settings, signer) : signer, signer.publicKey());
  }

  private static DelegatedSigner delegated(AwsClients aws, Settings settings, KmsSigner signer) {
    DelegationIssuer.Deployment deployment =
        new DelegationIssuer.Deployment(
            settings.provenance().bucket(),
            settings.raw().bucket(),
            signer.arn(),
            aws.identity().map(CallerIdentity::arn).orElse(null),
            RecordMaker.SERVICE);
    return new DelegatedSigner(
        new DelegationIssuer(signer, new S3LogStore(aws.s3(), settings.provenance()), deployment),
        Clock.systemUTC());
  }

  /**
   * Returns the keys that are trusted without a list: the certificates of the keystore, or the key
   * of KMS.
   *
   * @throws StartupException when the keystore cannot be read, or KMS does not return the key
   */
  public static List<PublicKey> trusted(AwsClients aws, SigningSettings signing) {
    KmsSigning kms = signing.kms();
    return kms == null
        ? Preconditions.signingKey(signing).trusted()
        : List.of(signer(aws.kms(), kms).publicKey());
  }

  /**
   * Returns the ARN of the key of KMS.
   *
   * @throws IllegalStateException when the key is in a file
   * @throws StartupException when KMS does not return the key
   */
  public static String arn(AwsClients aws, Settings settings) {
    KmsSigning kms = settings.signing().kms();
    if (kms == null) {
      throw new IllegalStateException("the signing key is in a file");
    }
    return signer(aws.kms(), kms).arn();
  }

  private static KmsSigner signer(KmsClient client, KmsSigning kms) {
    try {
      return KmsSigner.of(client, kms.key());
    } catch (IllegalArgumentException e) {
      throw StartupException.configuration(
          "waybill.signing.key: "
              + kms.uri()
              + " "
              + e.getMessage()
              + "; name a key with the spec ECC_NIST_P256 and the usage SIGN_VERIFY",
          e);
    } catch (KmsException e) {
      if (e.statusCode() >= SERVER_ERROR) {
        throw unreachable(kms, e);
      }
      throw StartupException.configuration(
          "waybill.signing.key: "
              + kms.uri()
              + " cannot be used ("
              + e.awsErrorDetails().errorCode()
              + "); it must be a key with the spec ECC_NIST_P256 and the usage SIGN_VERIFY in this"
              + " account and region, and the role needs kms:GetPublicKey and kms:Sign"
              + creation(kms, e),
          e);
    } catch (SdkException e) {
      throw unreachable(kms, e);
    }
  }

  private static String creation(KmsSigning kms, KmsException failure) {
    return failure instanceof NotFoundException && kms.key().startsWith("alias/")
        ? "; waybill baseline apply creates a key of that alias"
        : "";
  }

  private static StartupException unreachable(KmsSigning kms, SdkException cause) {
    return StartupException.unreachable(
        "waybill.signing.key: KMS does not answer for "
            + kms.uri()
            + " ("
            + cause.getClass().getSimpleName()
            + "); start again when it does",
        cause);
  }
}
