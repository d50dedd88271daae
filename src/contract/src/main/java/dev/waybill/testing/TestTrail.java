package dev.waybill.testing;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;
import software.amazon.awssdk.services.s3.S3Client;

/** Trails of tests and the policies of their buckets. */
public final class TestTrail {
  private TestTrail() {}

  /** Allows CloudTrail to deliver to a bucket. */
  public static void allowDelivery(S3Client s3, String bucket) {
    String policy =
        """
        {"Version":"2012-10-17","Statement":[
          {"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},
           "Action":"s3:GetBucketAcl","Resource":"arn:aws:s3:::%s"},
          {"Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},
           "Action":"s3:PutObject","Resource":"arn:aws:s3:::%s/*",
           "Condition":{"StringEquals":{"s3:x-amz-acl":"bucket-owner-full-control"}}}]}
        """
            .formatted(bucket, bucket);
    s3.putBucketPolicy(put -> put.bucket(bucket).policy(policy));
  }

  /** Starts a trail of all object-level data events and management events into a new bucket. */
  public static void start(URI endpoint, String name, String bucket) {
    var test = StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
    try (S3Client s3 =
            S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(test)
                .forcePathStyle(true)
                .build();
        CloudTrailClient trails =
            CloudTrailClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(test)
                .build()) {
      s3.createBucket(it -> it.bucket(bucket));
      allowDelivery(s3, bucket);
      trails.createTrail(it -> it.name(name).s3BucketName(bucket));
      trails.putEventSelectors(
          it -> it.trailName(name).advancedEventSelectors(data(), management()));
      trails.startLogging(it -> it.name(name));
    }
  }

  /** Selects the object-level data events that match the further selectors. */
  public static AdvancedEventSelector data(AdvancedFieldSelector... more) {
    return AdvancedEventSelector.builder()
        .fieldSelectors(
            java.util.stream.Stream.concat(
                    java.util.stream.Stream.of(
                        equalTo("eventCategory", "Data"),
                        equalTo("resources.type", "AWS::S3::Object")),
                    java.util.stream.Stream.of(more))
                .toList())
        .build();
  }

  /** Selects all management events. */
  public static AdvancedEventSelector management() {
    return AdvancedEventSelector.builder()
        .fieldSelectors(equalTo("eventCategory", "Management"))
        .build();
  }

  public static AdvancedFieldSelector equalTo(String field, String... values) {
    return AdvancedFieldSelector.builder().field(field).equalsValue(values).build();
  }
}
