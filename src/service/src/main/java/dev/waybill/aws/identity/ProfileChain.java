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
 * A profile and those that it takes its credentials from, one after the other through {@code
 * source_profile}; it says what is wrong with which of them.
 *
 * <p>What a credential process printed is never repeated: it may be the secret.
 */
final class ProfileChain {
  static final String SSO_SESSION = "sso_session";
  static final String LOGIN_SESSION = "login_session";

  private static final Pattern EXIT = Pattern.compile("non-zero exit value \\((\\d+)\\)");
  private static final int LONGEST = 8;

  private final List<Profile> profiles;

  ProfileChain(String name, ProfileFile files) {
    List<Profile> found = new ArrayList<>();
    Optional<Profile> next = files.profile(name);
    while (next.isPresent() && found.size() < LONGEST && !found.contains(next.get())) {
      Profile profile = next.get();
      found.add(profile);
      next = profile.property(ProfileProperty.SOURCE_PROFILE).flatMap(files::profile);
    }
    profiles = List.copyOf(found);
  }

  /**
   * Refuses a role that asks for a code of a device: the SDK would leave the device out, and a
   * service has nobody to ask.
   */
  void requireNoQuestions() {
    Optional<Profile> asking =
        first(it -> has(it, ProfileProperty.ROLE_ARN) && has(it, ProfileProperty.MFA_SERIAL));
    if (asking.isPresent()) {
      throw UnusableCredentialsException.unavailable(
          "profile "
              + asking.get().name()
              + " has mfa_serial, and a service can enter no code; use an SSO profile (aws configure"
              + " sso), or a role that this machine may assume without MFA",
          null);
    }
  }

  boolean hasProcess() {
    return first(it -> has(it, ProfileProperty.CREDENTIAL_PROCESS)).isPresent();
  }

  String explain(RuntimeException failure) {
    return Stream.<Optional<String>>of(
            process(failure), webIdentity(failure), sso(failure), role(failure))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseGet(() -> incomplete(failure));
  }

  private Optional<String> process(RuntimeException failure) {
    return first(it -> has(it, ProfileProperty.CREDENTIAL_PROCESS))
        .filter(it -> String.valueOf(failure.getMessage()).contains("process-based"))
        .map(it -> "the credential_process of profile " + it.name() + ended(failure));
  }

  private static String ended(RuntimeException failure) {
    for (Throwable at = failure; at != null; at = at.getCause()) {
      Matcher exit = EXIT.matcher(String.valueOf(at.getMessage()));
      if (exit.find()) {
        return " ended with exit code " + exit.group(1) + "; run it by hand to see why";
      }
    }
    return " printed nothing that can be used; it must print the JSON of Version 1 with credentials"
        + " that have not expired";
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

  /** The role's own failure is told by {@link #role}. */
  private Optional<String> sso(RuntimeException failure) {
    return isConfiguration(failure) || isOfSts(failure)
        ? Optional.empty()
        : first(it -> has(it, SSO_SESSION) || has(it, ProfileProperty.SSO_START_URL))
            .map(it -> new SsoTrouble(it).explain(failure));
  }

  private Optional<String> role(RuntimeException failure) {
    if (isConfiguration(failure)) {
      return Optional.empty();
    }
    return first(it -> has(it, ProfileProperty.ROLE_ARN) && isComplete(it))
        .map(
            it ->
                "profile "
                    + it.name()
                    + ": "
                    + SdkFailure.refusal(failure)
                        .map(code -> refused(code, it))
                        .orElseGet(() -> SdkFailure.unreached("STS", failure)));
  }

  private static String refused(String code, Profile profile) {
    return "STS refuses the role "
        + profile.properties().get(ProfileProperty.ROLE_ARN)
        + " ("
        + code
        + "); its trust policy must name the source's identity, which must be allowed"
        + " sts:AssumeRole";
  }

  /** Only configuration is left: the SDK names the property, and never a value. */
  private String incomplete(RuntimeException failure) {
    Profile profile = profiles.get(0);
    String why =
        has(profile, LOGIN_SESSION)
            ? "login_session is not supported, use sso_session or a role"
            : isConfiguration(failure)
                ? String.valueOf(failure.getMessage())
                : "it names no whole source of credentials";
    return "profile " + profile.name() + ": " + why + "; correct it in " + ProfileSource.places();
  }

  private static boolean isConfiguration(RuntimeException failure) {
    return failure instanceof IllegalArgumentException || failure instanceof IllegalStateException;
  }

  private static boolean isOfSts(RuntimeException failure) {
    return SdkFailure.find(failure, SdkServiceException.class)
        .filter(error -> error.getClass().getPackageName().contains(".sts."))
        .isPresent();
  }

  private static boolean isComplete(Profile profile) {
    return has(profile, ProfileProperty.SOURCE_PROFILE)
        || has(profile, ProfileProperty.CREDENTIAL_SOURCE);
  }

  private Optional<Profile> first(Predicate<Profile> wanted) {
    return profiles.stream().filter(wanted).findFirst();
  }

  private static boolean has(Profile profile, String property) {
    return profile.properties().containsKey(property);
  }
}
