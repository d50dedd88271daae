package dev.waybill.baseline;

import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** SDK clients of the services that the baseline configures, for one account and region. */
public record BaselineClients(
    S3Client s3,
    SqsClient sqs,
    KmsClient kms,
    StsClient sts,
    CloudTrailClient trails,
    AthenaClient athena,
    GlueClient glue) {

  /** Returns the region of the clients. */
  String region() {
    return s3.serviceClientConfiguration().region().id();
  }
}
