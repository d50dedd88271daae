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
 * <p>The order is that of the SDK's default chain; but the first source that is configured is the
 * only one asked. The chain would go on to the next one, so that an SSO session that ended turned
 * the service into whatever role the machine has, and it would hide the reason.
 */
interface CredentialSource {
  /** Returns a description for people, such as "profile dev" or "the container's role". */
  String name();

  /** A provider that has asked nobody yet. Whoever opens it closes it. */
  AwsCredentialsProvider open();

  /** Why it has no credentials and what mends that, in one line without secrets. */
  String explain(RuntimeException failure);

  /** Returns true when failures of this source never contain secrets. */
  default boolean isQuotable() {
    return true;
  }

  /**
   * The source in force.
   *
   * @throws UnusableCredentialsException when the configuration files cannot be read or lack the
   *     profile that is named
   */
  static CredentialSource inForce() {
    if (SdkSystemSetting.AWS_ACCESS_KEY_ID.getStringValue().isPresent()) {
      return new KeysInEnvironment();
    }
    if (SdkSystemSetting.AWS_WEB_IDENTITY_TOKEN_FILE.getStringValue().isPresent()) {
      return new WebIdentity();
    }
    return profile().orElseGet(CredentialSource::ofTheMachine);
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
              + ProfileSource.places()
              + "; correct AWS_PROFILE, or make it with:"
              + " aws configure sso --profile "
              + ProfileSource.quoted(name),
          null);
    }
    return profile
        .filter(ProfileSource::hasCredentials)
        .map(found -> new ProfileSource(name, file));
  }

  private static CredentialSource ofTheMachine() {
    boolean container =
        SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_FULL_URI.getStringValue().isPresent()
            || SdkSystemSetting.AWS_CONTAINER_CREDENTIALS_RELATIVE_URI.getStringValue().isPresent();
    return container ? new ContainerRole() : new InstanceRole();
  }
}
