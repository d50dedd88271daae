package dev.waybill.aws;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** A client that is closed closes its provider, and would leave the others without. */
record NonClosingCredentials(AwsCredentialsProvider lender) implements AwsCredentialsProvider {
  @Override
  public AwsCredentials resolveCredentials() {
    return lender.resolveCredentials();
  }
}
