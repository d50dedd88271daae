package dev.waybill.aws.identity;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;

/** Role of an EC2 instance, used when no other source is configured. */
record InstanceRole() implements CredentialSource {
  @Override
  public String name() {
    return "the instance's role";
  }

  @Override
  public AwsCredentialsProvider open() {
    return InstanceProfileCredentialsProvider.create();
  }

  @Override
  public String explain(RuntimeException failure) {
    return "there are no credentials: none in the environment, none in the default profile of "
        + ProfileSource.paths()
        + ", and no role of a container or an instance; set AWS_PROFILE and run: aws sso login"
        + " --profile NAME, or run on a machine with a role";
  }
}
