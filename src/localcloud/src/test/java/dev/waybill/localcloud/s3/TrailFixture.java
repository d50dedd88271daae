package dev.waybill.localcloud.s3;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;
import software.amazon.awssdk.services.s3.S3Client;

/** Trail of a test that records all data events of objects and all management events. */
final class TrailFixture {
  private TrailFixture() {}

  /** Creates the bucket, lets CloudTrail deliver to it and starts the trail. */
  static void start(URI endpoint, String name, String bucket) {
    try (S3Client s3 = configure(S3Client.builder().forcePathStyle(true), endpoint).build();
        CloudTrailClient trails = configure(CloudTrailClient.builder(), endpoint).build()) {
      s3.createBucket(it -> it.bucket(bucket));
      s3.putBucketPolicy(it -> it.bucket(bucket).policy(policy(bucket)));
      trails.createTrail(it -> it.name(name).s3BucketName(bucket));
      trails.putEventSelectors(
          it ->
              it.trailName(name)
                  .advancedEventSelectors(
                      selector(
                          equalTo("eventCategory", "Data"),
                          equalTo("resources.type", "AWS::S3::Object")),
                      selector(equalTo("eventCategory", "Management"))));
      trails.startLogging(it -> it.name(name));
    }
  }

  private static String policy(String bucket) {
    return """
        {"Version":"2012-10-17","Statement":[
          {"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},
           "Action":"s3:GetBucketAcl","Resource":"arn:aws:s3:::%s"},
          {"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},
           "Action":"s3:PutObject","Resource":"arn:aws:s3:::%s/*",
           "Condition":{"StringEquals":{"s3:x-amz-acl":"bucket-owner-full-control"}}}]}
        """
        .formatted(bucket, bucket);
  }

  private static <B extends AwsClientBuilder<B, ?>> B configure(B builder, URI endpoint) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
  }

  private static AdvancedEventSelector selector(AdvancedFieldSelector... fields) {
    return AdvancedEventSelector.builder().fieldSelectors(fields).build();
  }

  private static AdvancedFieldSelector equalTo(String field, String value) {
    return AdvancedFieldSelector.builder().field(field).equalsValue(value).build();
  }
}
