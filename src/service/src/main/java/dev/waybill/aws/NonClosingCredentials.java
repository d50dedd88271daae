package dev.waybill.aws;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Credential provider that ignores close. A closed client closes its provider, which the other
 * clients still use.
 *
 * @param delegate provider shared by the clients
 */
record NonClosingCredentials(AwsCredentialsProvider delegate) implements AwsCredentialsProvider {
  @Override
  public AwsCredentials resolveCredentials() {
    return delegate.resolveCredentials();
  }
}
