package dev.waybill.aws.identity;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Asks STS whose credentials they are, and whether Waybill may use them. */
final class IdentityJudge implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IdentityJudge.class);
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(15);
  private static final String SETTING = "waybill.identity.allow-long-lived: ";

  private final StsClient sts;
  private final boolean allowLongLived;

  /**
   * @param sts signs with whatever credentials a request brings
   * @param allowLongLived whether long-lived keys and the root user are only warned of
   */
  IdentityJudge(StsClient sts, boolean allowLongLived) {
    this.sts = sts;
    this.allowLongLived = allowLongLived;
  }

  /** A client that is apart from all others: it has to answer before any of them may sign. */
  static StsClient sts() {
    return StsClient.builder()
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .httpClientBuilder(ApacheHttpClient.builder().connectionTimeout(CONNECT))
        .overrideConfiguration(with -> with.apiCallTimeout(ANSWER))
        .build();
  }

  /**
   * Whose credentials they are.
   *
   * @throws UnusableCredentialsException when Waybill may not use them, or STS does not say
   */
  CallerIdentity judge(AwsCredentials credentials, String source) {
    boolean temporary = credentials instanceof AwsSessionCredentials;
    if (!temporary) {
      allowed(
          "a long-lived key is in use; for emulators only",
          "the credentials are a long-lived key; use a role, SSO (aws sso login) or another source"
              + " of temporary ones; only for an emulator set it to true");
    }
    GetCallerIdentityResponse caller = ask(credentials);
    CallerIdentity identity =
        new CallerIdentity(
            caller.account(),
            caller.arn(),
            temporary,
            CallerIdentity.shortened(credentials.accessKeyId()),
            source,
            credentials.expirationTime().orElse(null));
    if (identity.isRoot()) {
      allowed(
          "the root user's credentials are in use; for emulators only",
          "the credentials are the root user's, whom no policy binds; use a role or SSO (aws sso"
              + " login), and delete root's access keys; only for an emulator set it to true");
    }
    return identity;
  }

  private void allowed(String warning, String refusal) {
    if (!allowLongLived) {
      throw UnusableCredentialsException.refused(SETTING + refusal);
    }
    LOG.warn("{}{}", SETTING, warning);
  }

  private GetCallerIdentityResponse ask(AwsCredentials credentials) {
    try {
      return sts.getCallerIdentity(
          get ->
              get.overrideConfiguration(
                  with -> with.credentialsProvider(StaticCredentialsProvider.create(credentials))));
    } catch (SdkException e) {
      String why =
          SdkFailure.refusal(e)
              .map(
                  code ->
                      "STS does not take the credentials ("
                          + code
                          + "); are they those of this endpoint, and is this machine's clock right?")
              .orElseGet(() -> SdkFailure.unreached("STS", e));
      throw UnusableCredentialsException.unavailable(why, e);
    }
  }

  @Override
  public void close() {
    sts.close();
  }
}
