package dev.waybill.aws.identity;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileProperty;

/**
 * Diagnosis of a profile that signs in through IAM Identity Center (SSO).
 *
 * @param profile profile with the SSO properties
 */
record SsoDiagnosis(Profile profile) {
  /** GetRoleCredentials: 403 without the assignment, 404 without the role or account. */
  private static final Set<Integer> NOT_ASSIGNED = Set.of(403, 404);

  String explain(RuntimeException failure) {
    Optional<AwsServiceException> response = SdkFailure.find(failure, AwsServiceException.class);
    if (response.isPresent()) {
      return explainResponse(response.get(), failure);
    }
    return isNetwork(failure)
        ? "profile " + profile.name() + ": " + SdkFailure.unreachable("SSO", failure)
        : loginRequired();
  }

  private String explainResponse(AwsServiceException response, RuntimeException failure) {
    if (NOT_ASSIGNED.contains(response.statusCode())) {
      return "profile "
          + profile.name()
          + ": SSO returned no credentials for sso_role_name "
          + profile.properties().get(ProfileProperty.SSO_ROLE_NAME)
          + " in that account; request its assignment, or correct sso_account_id and"
          + " sso_role_name";
    }
    return response.statusCode() >= 500
        ? "profile " + profile.name() + ": " + SdkFailure.unreachable("SSO", failure)
        : loginRequired();
  }

  /**
   * Returns the message for a token that is missing, expired, unreadable or rejected; a login fixes
   * all of these.
   */
  private String loginRequired() {
    String login = "aws sso login --profile " + ProfileSource.shellQuoted(profile.name());
    String session =
        profile
            .property(ProfileChain.SSO_SESSION)
            .map(name -> " --sso-session " + ProfileSource.shellQuoted(name))
            .orElse("");
    return "profile "
        + profile.name()
        + " is not signed in to SSO, or its session expired; run: "
        + login
        + session;
  }

  /**
   * Returns true for a network failure. The cached token is a file, so other {@link IOException}s
   * are possible.
   */
  private static boolean isNetwork(RuntimeException failure) {
    return SdkFailure.find(failure, IOException.class).filter(SdkFailure::isNetwork).isPresent();
  }
}
