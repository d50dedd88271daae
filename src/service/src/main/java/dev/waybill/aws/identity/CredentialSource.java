package dev.waybill.aws.identity;

import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;

/**
 * Source of credentials, as the environment configures it.
 *
 * <p>The order is that of the SDK's default chain, but only the first configured source is used.
 * The chain would continue with the next source: after an SSO session expired, the service would
 * run with the machine's role, and the reason would be hidden.
 */
interface CredentialSource {
  /** Returns a description for people, such as "profile dev" or "the container's role". */
  String name();

  /** Opens a provider without a request to the source. The caller closes the provider. */
  AwsCredentialsProvider open();

  /** Returns the reason for missing credentials and its fix, in one line without secrets. */
  String explain(RuntimeException failure);

  /** Returns the failure with its reason and fix, and with its cause when that may be logged. */
  default UnusableCredentialsException unusable(RuntimeException failure) {
    return UnusableCredentialsException.unavailable(
        explain(failure), isFailureLoggable() ? failure : null);
  }

  /** Returns true when failures of this source never contain secrets. */
  default boolean isFailureLoggable() {
    return true;
  }

  /**
   * Returns the first configured source.
   *
   * @throws UnusableCredentialsException when the configuration files cannot be read or lack the
   *     configured profile
   */
  static CredentialSource configured() {
    if (SdkSystemSetting.AWS_ACCESS_KEY_ID.getStringValue().isPresent()) {
      return new EnvironmentKeys();
    }
    if (SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE.getStringValue().isPresent()) {
      return new WebIdentity();
    }
    return profile().orElseGet(CredentialSource::machineRole);
  }

  private static Optional<CredentialSource> profile() {
    String name = ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow();
    ProfileFile file = ProfileSource.read();
    Optional<Profile> profile = file.profile(name);
    if (profile.isEmpty()
        && ProfileFileSystemSetting.AWS_PROFILE.getNonDefaultStringValue().isPresent()) {
      throw UnusableCredentialsException.unavailable(
          "there is no profile "
              + name
              + " in "
              + ProfileSource.paths()
              + "; correct AWS_PROFILE, or create it with:"
              + " aws configure sso --profile "
              + ProfileSource.shellQuoted(name),
          null);
    }
    return profile
        .filter(ProfileSource::hasCredentials)
        .map(found -> new ProfileSource(name, file));
  }

  private static CredentialSource machineRole() {
    boolean container =
        SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI.getStringValue().isPresent()
            || SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI.getStringValue().isPresent();
    return container ? new ContainerRole() : new InstanceRole();
  }
}
