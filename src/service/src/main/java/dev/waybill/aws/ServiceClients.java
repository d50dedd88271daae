package dev.waybill.aws;

import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Clients of the services other than S3, which share a configuration. */
record ServiceClients(
    SqsClient sqs,
    KmsClient kms,
    StsClient sts,
    CloudTrailClient cloudTrail,
    AthenaClient athena,
    GlueClient glue)
    implements AutoCloseable {
  /**
   * Creates the clients.
   *
   * @param messages connections of SQS, whose long polls occupy them
   * @param others connections of the other services
   */
  static ServiceClients create(
      ClientConfiguration configuration, SdkHttpClient messages, SdkHttpClient others) {
    return new ServiceClients(
        configuration.apply(SqsClient.builder()).httpClient(messages).build(),
        configuration.apply(KmsClient.builder()).httpClient(others).build(),
        configuration.apply(StsClient.builder()).httpClient(others).build(),
        configuration.apply(CloudTrailClient.builder()).httpClient(others).build(),
        configuration.apply(AthenaClient.builder()).httpClient(others).build(),
        configuration.apply(GlueClient.builder()).httpClient(others).build());
  }

  @Override
  public void close() {
    sqs.close();
    kms.close();
    sts.close();
    cloudTrail.close();
    athena.close();
    glue.close();
  }
}
