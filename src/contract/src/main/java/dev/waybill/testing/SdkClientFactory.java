package dev.waybill.testing;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** The SDK's client as its builder makes it. */
final class SdkClientFactory implements ClientFactory {
  @Override
  public S3Client s3(S3ClientBuilder builder, AwsCredentialsProvider credentials, int connections) {
    return builder.build();
  }
}
