package dev.waybill.aws.identity;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** Credentials without a check of their identity; a failure says the reason and the fix. */
final class ExplainedCredentials implements AwsCredentialsProvider, SdkAutoCloseable {
  private final CredentialSource source;
  private final AwsCredentialsProvider provider;

  ExplainedCredentials(CredentialSource source) {
    this.source = source;
    this.provider = source.open();
  }

  /**
   * Returns the credentials of the source.
   *
   * @throws UnusableCredentialsException when there are none
   */
  @Override
  public AwsCredentials resolveCredentials() {
    try {
      return provider.resolveCredentials();
    } catch (RuntimeException e) {
      throw source.unusable(e);
    }
  }

  @Override
  public void close() {
    if (provider instanceof SdkAutoCloseable closeable) {
      closeable.close();
    }
  }
}
