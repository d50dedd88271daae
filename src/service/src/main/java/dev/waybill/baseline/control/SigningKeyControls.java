package dev.waybill.baseline.control;

import dev.waybill.baseline.desired.Deployment;
import dev.waybill.baseline.desired.DesiredPolicy;
import dev.waybill.baseline.desired.Policies;
import dev.waybill.settings.KmsSigning;
import java.util.List;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyState;
import software.amazon.awssdk.services.kms.model.KeyUsageType;

/** Control of the KMS key that signs records or delegates; none when the key is in a file. */
public final class SigningKeyControls {
  public static final String KEY = "kms.signing-key";
  private static final String USABLE = "ECC_NIST_P256 for SIGN_VERIFY, enabled";

  private final KmsClient kms;
  private final Deployment d;

  public SigningKeyControls(KmsClient kms, Deployment d) {
    this.kms = kms;
    this.d = d;
  }

  public List<ControlDefinition> definitions() {
    KmsSigning signing = d.settings().signing().kms();
    if (signing == null) {
      return List.of();
    }
    AliasedKey key = new AliasedKey(kms, "waybill.signing.key", signing.key());
    return List.of(
        new ControlDefinition(
            new Control(
                KEY,
                "Without the key no record is signed; after its deletion no delegation is either.",
                "Security Hub KMS.3, AWS KMS developer guide, asymmetric keys",
                fix(signing.key())),
            List.of(),
            () -> read(key),
            () -> key.createOrEnable(d.signingKeyDescription(), this::create)));
  }

  private static String fix(String name) {
    String create = "aws kms create-key --key-spec ECC_NIST_P256 --key-usage SIGN_VERIFY";
    return name.startsWith("alias/")
        ? create + "; aws kms create-alias --alias-name " + name + " --target-key-id KEY"
        : create + "; set waybill.signing.key to its id or an alias of it";
  }

  private ControlState read(AliasedKey key) {
    return key.find().map(it -> state(it, key)).orElseGet(() -> ControlState.absent(USABLE));
  }

  /** A key's spec and usage never change. */
  private ControlState state(KeyMetadata found, AliasedKey key) {
    key.requireOwn(found, d);
    if (found.keySpec() != KeySpec.ECC_NIST_P256 || found.keyUsage() != KeyUsageType.SIGN_VERIFY) {
      throw new UnmanagedResourceException(
          key.name()
              + " is a key with the spec "
              + found.keySpecAsString()
              + " for "
              + found.keyUsageAsString()
              + "; records need "
              + USABLE
              + ": name another key in waybill.signing.key");
    }
    boolean usable = found.keyState() == KeyState.ENABLED;
    String is = "ECC_NIST_P256 for SIGN_VERIFY, " + found.keyStateAsString();
    return new ControlState(usable, usable ? USABLE : is, USABLE);
  }

  private String create() {
    DesiredPolicy policy = DesiredPolicy.of(List.of(Policies.keyOwner(d)));
    return kms.createKey(
            it ->
                it.description(d.signingKeyDescription())
                    .keySpec(KeySpec.ECC_NIST_P256)
                    .keyUsage(KeyUsageType.SIGN_VERIFY)
                    .policy(policy.text()))
        .keyMetadata()
        .keyId();
  }
}
