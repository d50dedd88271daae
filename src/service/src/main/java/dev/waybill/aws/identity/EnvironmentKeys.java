package dev.waybill.aws.identity;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;

/**
 * Keys in {@code AWS_ACCESS_KEY_ID} and related variables, or in the equivalent system properties.
 */
record EnvironmentKeys() implements CredentialSource {
  @Override
  public String name() {
    return "the environment";
  }

  @Override
  public AwsCredentialsProvider open() {
    return AwsCredentialsProviderChain.of(
        SystemPropertyCredentialsProvider.create(),
        EnvironmentVariableCredentialsProvider.create());
  }

  @Override
  public String explain(RuntimeException failure) {
    return "AWS_ACCESS_KEY_ID is set and AWS_SECRET_ACCESS_KEY is not; set both (and"
        + " AWS_SESSION_TOKEN), or neither";
  }
}
