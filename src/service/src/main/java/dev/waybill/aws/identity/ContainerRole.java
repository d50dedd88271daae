package dev.waybill.aws.identity;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;

/** The role that ECS or EKS Pod Identity gives a container. */
record ContainerRole() implements CredentialSource {
  @Override
  public String name() {
    return "the container's role";
  }

  @Override
  public AwsCredentialsProvider open() {
    return ContainerCredentialsProvider.create();
  }

  /** The URI of a task is all that one needs for its credentials, so it is not repeated. */
  @Override
  public String explain(RuntimeException failure) {
    return "the endpoint of AWS_CONTAINER_CREDENTIALS_FULL_URI or"
        + " AWS_CONTAINER_CREDENTIALS_RELATIVE_URI gives no credentials ("
        + SdkFailure.kind(failure)
        + "); does the task or pod have a role, and may the container reach its agent?";
  }
}
