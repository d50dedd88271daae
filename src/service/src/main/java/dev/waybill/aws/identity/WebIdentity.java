package dev.waybill.aws.identity;

import java.nio.file.NoSuchFileException;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;

/** Token file from the environment, as Kubernetes mounts it for a service account. */
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

  /**
   * Explains a failure of a token file.
   *
   * @param setting setting that names the file
   */
  static String explain(RuntimeException failure, String setting, String file) {
    Optional<NoSuchFileException> missing = SdkFailure.find(failure, NoSuchFileException.class);
    if (missing.isPresent()) {
      return setting + ": there is no file " + file + "; mount the service account's token";
    }
    return SdkFailure.rejectionCode(failure)
        .map(
            code ->
                setting
                    + ": STS rejects the token in "
                    + file
                    + " ("
                    + code
                    + "); the token must not have expired, and the role's trust policy must name the"
                    + " token's issuer, audience and subject")
        .orElseGet(() -> setting + ": " + SdkFailure.unreachable("STS", failure));
  }
}
