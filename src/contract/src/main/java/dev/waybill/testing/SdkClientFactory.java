package dev.waybill.testing;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;

/** The SDK's clients as their builders make them. */
final class SdkClientFactory implements ClientFactory {
  @Override
  public S3Client s3(S3ClientBuilder builder, AwsCredentialsProvider credentials, int connections) {
    return builder.build();
  }

  @Override
  public SqsClient sqs(
      SqsClientBuilder builder, AwsCredentialsProvider credentials, int connections) {
    return builder.build();
  }
}
