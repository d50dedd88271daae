package dev.waybill.aws.identity;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.InstanceProfileCredentialsProvider;

/** The role of an EC2 instance: what is left when nothing else is configured. */
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
        + ProfileSource.places()
        + ", and no role of a container or an instance; set AWS_PROFILE and run: aws sso login"
        + " --profile NAME, or run where there is a role";
  }
}
