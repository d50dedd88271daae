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
 * A profile of the shared configuration files, of whatever kind: SSO, a role, a web identity, a
 * process, or keys.
 *
 * @param profile the name of the profile in force
 * @param files the configuration and credentials files, as they are now
 */
record ProfileSource(String profile, ProfileFile files) implements CredentialSource {
  private static final Pattern PLAIN = Pattern.compile("[\\w.@+:/-]+");
  private static final Set<String> CREDENTIALS =
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
   * The configuration files of the environment.
   *
   * @throws UnusableCredentialsException when they cannot be read
   */
  static ProfileFile read() {
    try {
      return ProfileFile.defaultProfileFile();
    } catch (RuntimeException e) {
      throw UnusableCredentialsException.unavailable(
          "the AWS configuration cannot be read: " + e.getMessage() + "; correct " + places(), e);
    }
  }

  /** The files' paths, for whoever has to look at them. */
  static String places() {
    Path config = ProfileFileLocation.configurationFilePath();
    Path credentials = ProfileFileLocation.credentialsFilePath();
    return Files.exists(credentials) ? config + " or " + credentials : config.toString();
  }

  /** Returns true when a profile configures credentials; many profiles hold only a region. */
  static boolean hasCredentials(Profile profile) {
    return profile.properties().keySet().stream().anyMatch(CREDENTIALS::contains);
  }

  /** A name as a shell takes it. */
  static String quoted(String name) {
    return PLAIN.matcher(name).matches() ? name : "'" + name.replace("'", "'\\''") + "'";
  }

  @Override
  public String name() {
    return "profile " + profile;
  }

  @Override
  public AwsCredentialsProvider open() {
    new ProfileChain(profile, files).requireNoQuestions();
    return ProfileCredentialsProvider.builder().profileFile(files).profileName(profile).build();
  }

  @Override
  public boolean isQuotable() {
    return !new ProfileChain(profile, files).hasProcess();
  }

  @Override
  public String explain(RuntimeException failure) {
    return new ProfileChain(profile, files).explain(failure);
  }
}
