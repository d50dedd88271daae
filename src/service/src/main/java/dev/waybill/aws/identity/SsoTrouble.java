package dev.waybill.aws.identity;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileProperty;

/** Diagnosis of a profile that signs in through IAM Identity Center (SSO). */
record SsoTrouble(Profile profile) {
  /** GetRoleCredentials: 403 without the assignment, 404 without the role or account. */
  private static final Set<Integer> NOT_ASSIGNED = Set.of(403, 404);

  String explain(RuntimeException failure) {
    Optional<AwsServiceException> answer = SdkFailure.find(failure, AwsServiceException.class);
    if (answer.isPresent()) {
      return answered(answer.get(), failure);
    }
    return isNetwork(failure)
        ? "profile " + profile.name() + ": " + SdkFailure.unreached("SSO", failure)
        : signedOut();
  }

  private String answered(AwsServiceException answer, RuntimeException failure) {
    if (NOT_ASSIGNED.contains(answer.statusCode())) {
      return "profile "
          + profile.name()
          + ": SSO gives no credentials for sso_role_name "
          + profile.properties().get(ProfileProperty.SSO_ROLE_NAME)
          + " in that account; have it assigned to you, or correct sso_account_id and"
          + " sso_role_name";
    }
    return answer.statusCode() >= 500
        ? "profile " + profile.name() + ": " + SdkFailure.unreached("SSO", failure)
        : signedOut();
  }

  /** A token that is missing, expired, unreadable, or not taken: a login mends all of them. */
  private String signedOut() {
    String login = "aws sso login --profile " + ProfileSource.quoted(profile.name());
    String session =
        profile
            .property(ProfileChain.SSO_SESSION)
            .map(name -> " --sso-session " + ProfileSource.quoted(name))
            .orElse("");
    return "profile "
        + profile.name()
        + " is not, or no longer, signed in to SSO; run: "
        + login
        + session;
  }

  /** The cached token is a file, so not every {@link IOException} is the network's. */
  private static boolean isNetwork(RuntimeException failure) {
    return SdkFailure.find(failure, IOException.class).filter(SdkFailure::isNetwork).isPresent();
  }
}
