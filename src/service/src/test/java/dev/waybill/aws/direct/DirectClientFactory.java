package dev.waybill.aws.direct;

import dev.waybill.aws.S3Failure;
import dev.waybill.testing.ClientFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Factory of clients that send frequent calls directly, for the contract suite. */
public final class DirectClientFactory implements ClientFactory {
  @Override
  public S3Client s3(S3ClientBuilder builder, AwsCredentialsProvider credentials, int connections) {
    DirectS3 direct = new DirectS3(connections, credentials, S3Failure::isFinal);
    S3Client sdk =
        builder
            .overrideConfiguration(
                with -> with.addExecutionInterceptor(direct.endpointInterceptor()))
            .build();
    return direct.wrap(sdk);
  }
}
