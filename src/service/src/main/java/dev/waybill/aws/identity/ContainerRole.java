package dev.waybill.aws.identity;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;

/** Role that ECS or EKS Pod Identity gives a container. */
record ContainerRole() implements CredentialSource {
  @Override
  public String name() {
    return "the container's role";
  }

  @Override
  public AwsCredentialsProvider open() {
    return ContainerCredentialsProvider.create();
  }

  /** Names the setting and not its value, because the URI alone gives access to the credentials. */
  @Override
  public String explain(RuntimeException failure) {
    return "the endpoint of AWS_CONTAINER_CREDENTIALS_FULL_URI or"
        + " AWS_CONTAINER_CREDENTIALS_RELATIVE_URI returned no credentials ("
        + SdkFailure.summary(failure)
        + "); check that the task or pod has a role, and that the container can reach its agent";
  }
}
