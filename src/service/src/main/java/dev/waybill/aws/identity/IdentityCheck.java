package dev.waybill.aws.identity;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Check of credentials: asks STS for their identity and rejects those that Waybill may not use. */
final class IdentityCheck implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IdentityCheck.class);
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration CALL_TIMEOUT = Duration.ofSeconds(15);
  private static final String SETTING = "waybill.identity.allow-long-lived: ";

  private final StsClient sts;
  private final boolean allowLongLived;

  /**
   * @param sts client that signs with the credentials of each request; closed with this check
   * @param allowLongLived true to log a warning for long-lived keys and the root user instead of
   *     rejecting them
   */
  IdentityCheck(StsClient sts, boolean allowLongLived) {
    this.sts = sts;
    this.allowLongLived = allowLongLived;
  }

  /**
   * Creates the STS client. It is separate from all others, because none of them may sign before it
   * has returned.
   *
   * @param calls interceptor of the calls
   */
  static StsClient sts(ExecutionInterceptor calls) {
    return StsClient.builder()
        .credentialsProvider(AnonymousCredentialsProvider.create())
        .httpClientBuilder(Apache5HttpClient.builder().connectionTimeout(CONNECT_TIMEOUT))
        .overrideConfiguration(
            with -> with.apiCallTimeout(CALL_TIMEOUT).addExecutionInterceptor(calls))
        .build();
  }

  /**
   * Returns the identity of credentials that Waybill may use.
   *
   * @param source description of the source of the credentials
   * @throws UnusableCredentialsException when the configuration forbids the credentials, or STS
   *     does not return their identity
   */
  CallerIdentity check(AwsCredentials credentials, String source) {
    boolean temporary = credentials instanceof AwsSessionCredentials;
    if (!temporary) {
      requireAllowed(
          "a long-lived key is in use; for emulators only",
          "the credentials are a long-lived key; use a role, SSO (aws sso login) or another source"
              + " of temporary credentials; set it to true only for an emulator");
    }
    GetCallerIdentityResponse response = callerIdentity(credentials);
    CallerIdentity identity =
        new CallerIdentity(
            response.account(),
            response.arn(),
            temporary,
            CallerIdentity.shorten(credentials.accessKeyId()),
            source,
            credentials.expirationTime().orElse(null));
    if (identity.isRoot()) {
      requireAllowed(
          "the root user's credentials are in use; for emulators only",
          "the credentials are the root user's, which no policy restricts; use a role or SSO (aws"
              + " sso login), and delete the root user's access keys; set it to true only for an"
              + " emulator");
    }
    return identity;
  }

  private void requireAllowed(String warning, String rejection) {
    if (!allowLongLived) {
      throw UnusableCredentialsException.forbidden(SETTING + rejection);
    }
    LOG.warn("{}{}", SETTING, warning);
  }

  private GetCallerIdentityResponse callerIdentity(AwsCredentials credentials) {
    try {
      return sts.getCallerIdentity(
          get ->
              get.overrideConfiguration(
                  with -> with.credentialsProvider(StaticCredentialsProvider.create(credentials))));
    } catch (SdkException e) {
      String reason =
          SdkFailure.rejectionCode(e)
              .map(
                  code ->
                      "STS rejected the credentials ("
                          + code
                          + "); check that they belong to this endpoint, and that this machine's"
                          + " clock is right")
              .orElseGet(() -> SdkFailure.unreachable("STS", e));
      throw UnusableCredentialsException.unavailable(reason, e);
    }
  }

  @Override
  public void close() {
    sts.close();
  }
}
