package dev.waybill.aws.identity;

import java.nio.file.NoSuchFileException;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;

/** A token file that the environment names, as Kubernetes mounts it for a service account. */
record WebIdentity() implements CredentialSource {
  @Override
  public String name() {
    return "web identity";
  }

  @Override
  public AwsCredentialsProvider open() {
    return WebIdentityTokenFileCredentialsProvider.create();
  }

  @Override
  public String explain(RuntimeException failure) {
    String file = SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE.getStringValue().orElse("");
    if (SdkSystemSetting.AWS_ROLE_ARN.getStringValue().isEmpty()) {
      return "AWS_WEB_IDENTITY_TOKEN_FILE is set and AWS_ROLE_ARN is not; set it to the role's ARN";
    }
    return explain(failure, "AWS_WEB_IDENTITY_TOKEN_FILE", file);
  }

  /** The same for a token file that a profile names. */
  static String explain(RuntimeException failure, String setting, String file) {
    Optional<NoSuchFileException> missing = SdkFailure.find(failure, NoSuchFileException.class);
    if (missing.isPresent()) {
      return setting + ": there is no file " + file + "; is the service account's token mounted?";
    }
    return SdkFailure.refusal(failure)
        .map(
            code ->
                setting
                    + ": STS refuses the token in "
                    + file
                    + " ("
                    + code
                    + "); the role's trust policy must name its issuer, audience and subject, and"
                    + " it must not have expired")
        .orElseGet(() -> setting + ": " + SdkFailure.unreached("STS", failure));
  }
}
