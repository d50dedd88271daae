package dev.waybill.aws.identity;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileLocation;
import software.amazon.awssdk.profiles.ProfileProperty;

/**
 * Profile of the shared configuration files: SSO, a role, a web identity, a process, or keys.
 *
 * @param profile name of the configured profile
 * @param files current content of the configuration and credentials files
 */
record ProfileSource(String profile, ProfileFile files) implements CredentialSource {
  private static final Pattern SHELL_SAFE = Pattern.compile("[\\w.@+:/-]+");
  private static final Set<String> CREDENTIAL_PROPERTIES =
      Set.of(
          ProfileProperty.ROLE_ARN,
          ProfileProperty.SSO_START_URL,
          ProfileProperty.SSO_ACCOUNT_ID,
          ProfileProperty.SSO_ROLE_NAME,
          ProfileChain.SSO_SESSION,
          ProfileChain.LOGIN_SESSION,
          ProfileProperty.CREDENTIAL_PROCESS,
          ProfileProperty.AWS_ACCESS_KEY_ID,
          ProfileProperty.AWS_SESSION_TOKEN);

  /**
   * Reads the configuration files of the environment.
   *
   * @throws UnusableCredentialsException when the files cannot be read
   */
  static ProfileFile read() {
    try {
      return ProfileFile.defaultProfileFile();
    } catch (RuntimeException e) {
      throw UnusableCredentialsException.unavailable(
          "the AWS configuration cannot be read: " + e.getMessage() + "; correct " + paths(), e);
    }
  }

  /** Returns the files' paths for messages. */
  static String paths() {
    Path config = ProfileFileLocation.configurationFilePath();
    Path credentials = ProfileFileLocation.credentialsFilePath();
    return Files.exists(credentials) ? config + " or " + credentials : config.toString();
  }

  /** Returns true when a profile configures credentials; many profiles hold only a region. */
  static boolean hasCredentials(Profile profile) {
    return profile.properties().keySet().stream().anyMatch(CREDENTIAL_PROPERTIES::contains);
  }

  /** Quotes a name for a shell, when it needs quotes. */
  static String shellQuoted(String name) {
    return SHELL_SAFE.matcher(name).matches() ? name : "'" + name.replace("'", "'\\''") + "'";
  }

  @Override
  public String name() {
    return "profile " + profile;
  }

  @Override
  public AwsCredentialsProvider open() {
    new ProfileChain(profile, files).rejectMfa();
    return ProfileCredentialsProvider.builder().profileFile(files).profileName(profile).build();
  }

  @Override
  public boolean isFailureLoggable() {
    return !new ProfileChain(profile, files).hasProcess();
  }

  @Override
  public String explain(RuntimeException failure) {
    return new ProfileChain(profile, files).explain(failure);
  }
}
