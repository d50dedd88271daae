package dev.waybill.aws.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkServiceException;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileProperty;

/**
 * Profile and the profiles that its credentials come from, in the order of {@code source_profile}.
 * It diagnoses which of them is wrong and why.
 *
 * <p>The output of a credential process is never quoted, because it may contain the secret.
 */
final class ProfileChain {
  static final String SSO_SESSION = "sso_session";
  static final String LOGIN_SESSION = "login_session";

  private static final Pattern EXIT = Pattern.compile("non-zero exit value \\((\\d+)\\)");
  private static final int MAX_PROFILES = 8;

  private final List<Profile> profiles;

  ProfileChain(String name, ProfileFile files) {
    List<Profile> found = new ArrayList<>();
    Optional<Profile> next = files.profile(name);
    while (next.isPresent() && found.size() < MAX_PROFILES && !found.contains(next.get())) {
      Profile profile = next.get();
      found.add(profile);
      next = profile.property(ProfileProperty.SOURCE_PROFILE).flatMap(files::profile);
    }
    profiles = List.copyOf(found);
  }

  /**
   * Rejects a role that requires MFA: the SDK would ignore the device, and a service cannot enter
   * its code.
   *
   * @throws UnusableCredentialsException when a role of the chain has {@code mfa_serial}
   */
  void rejectMfa() {
    Optional<Profile> mfaRole =
        first(it -> has(it, ProfileProperty.ROLE_ARN) && has(it, ProfileProperty.MFA_SERIAL));
    if (mfaRole.isPresent()) {
      throw UnusableCredentialsException.unavailable(
          "profile "
              + mfaRole.get().name()
              + " has mfa_serial, and a service cannot enter a code; use an SSO profile (aws"
              + " configure sso), or a role that this machine may assume without MFA",
          null);
    }
  }

  boolean hasProcess() {
    return first(it -> has(it, ProfileProperty.CREDENTIAL_PROCESS)).isPresent();
  }

  String explain(RuntimeException failure) {
    return Stream.<Optional<String>>of(
            loginSession(), process(failure), webIdentity(failure), sso(failure), role(failure))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() -> configurationError(failure));
  }

  private Optional<String> loginSession() {
    return first(it -> has(it, LOGIN_SESSION))
        .map(
            it ->
                configurationError(
                    it, "login_session is not supported; use sso_session or a role"));
  }

  private Optional<String> process(RuntimeException failure) {
    return first(it -> has(it, ProfileProperty.CREDENTIAL_PROCESS))
        .filter(it -> String.valueOf(failure.getMessage()).contains("process-based"))
        .map(it -> "the credential_process of profile " + it.name() + processFailure(failure));
  }

  private static String processFailure(RuntimeException failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      Matcher exit = EXIT.matcher(String.valueOf(at.getMessage()));
      if (exit.find()) {
        return " ended with exit code " + exit.group(1) + "; run it by hand to see why";
      }
    }
    return " printed no usable credentials; it must print JSON of Version 1 with credentials that"
        + " have not expired";
  }

  private Optional<String> webIdentity(RuntimeException failure) {
    return first(it -> has(it, ProfileProperty.WEB_IDENTITY_TOKEN_FILE))
        .map(
            it ->
                WebIdentity.explain(
                    failure,
                    "web_identity_token_file of profile " + it.name(),
                    it.property(ProfileProperty.WEB_IDENTITY_TOKEN_FILE).orElse("")));
  }

  /** Skips failures of STS, which {@link #role} explains. */
  private Optional<String> sso(RuntimeException failure) {
    return isConfiguration(failure) || isFromSts(failure)
        ? Optional.empty()
        : first(it -> has(it, SSO_SESSION) || has(it, ProfileProperty.SSO_START_URL))
            .map(it -> new SsoDiagnosis(it).explain(failure));
  }

  private Optional<String> role(RuntimeException failure) {
    if (isConfiguration(failure)) {
      return Optional.empty();
    }
    return first(it -> has(it, ProfileProperty.ROLE_ARN) && hasSource(it))
        .map(
            it ->
                "profile "
                    + it.name()
                    + ": "
                    + SdkFailure.rejectionCode(failure)
                        .map(code -> rejected(code, it))
                        .orElseGet(() -> SdkFailure.unreachable("STS", failure)));
  }

  private static String rejected(String code, Profile profile) {
    return "STS rejects the role "
        + profile.properties().get(ProfileProperty.ROLE_ARN)
        + " ("
        + code
        + "); the role's trust policy must name the source identity, and that identity must be"
        + " allowed sts:AssumeRole";
  }

  /** Explains a configuration error. The SDK names the property and never its value. */
  private String configurationError(RuntimeException failure) {
    return configurationError(
        profiles.get(0),
        isConfiguration(failure)
            ? String.valueOf(failure.getMessage())
            : "it configures no complete source of credentials");
  }

  private static String configurationError(Profile profile, String reason) {
    return "profile " + profile.name() + ": " + reason + "; correct it in " + ProfileSource.paths();
  }

  private static boolean isConfiguration(RuntimeException failure) {
    return failure instanceof IllegalArgumentException || failure instanceof IllegalStateException;
  }

  private static boolean isFromSts(RuntimeException failure) {
    return SdkFailure.find(failure, SdkServiceException.class)
        .filter(error -> error.getClass().getPackageName().contains(".sts."))
        .isPresent();
  }

  private static boolean hasSource(Profile profile) {
    return has(profile, ProfileProperty.SOURCE_PROFILE)
        || has(profile, ProfileProperty.CREDENTIAL_SOURCE);
  }

  private Optional<Profile> first(Predicate<Profile> condition) {
    return profiles.stream().filter(condition).findFirst();
  }

  private static boolean has(Profile profile, String property) {
    return profile.properties().containsKey(property);
  }
}
