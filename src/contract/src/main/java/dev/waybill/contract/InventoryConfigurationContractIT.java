package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import dev.waybill.testing.TestBucket;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.InventoryConfiguration;
import software.amazon.awssdk.services.s3.model.InventoryFormat;
import software.amazon.awssdk.services.s3.model.InventoryFrequency;
import software.amazon.awssdk.services.s3.model.InventoryIncludedObjectVersions;
import software.amazon.awssdk.services.s3.model.InventoryOptionalField;
import software.amazon.awssdk.services.s3.model.InventoryS3BucketDestination;
import software.amazon.awssdk.services.s3.model.ListBucketInventoryConfigurationsResponse;

/** Contract of the inventory configurations of a bucket. */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class InventoryConfigurationContractIT {
  private static final int PAGE = 100;

  private final CloudUnderTest cloud;
  private final S3Client s3;
  private final TestBucket bucket;

  InventoryConfigurationContractIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    this.s3 = cloud.s3();
    this.bucket = cloud.versionedBucket("inventoried");
  }

  @Test
  void aConfigurationIsReturnedAsItWasPut() {
    InventoryConfiguration whole =
        configuration(
            "whole",
            it ->
                it.isEnabled(false)
                    .filter(filter -> filter.prefix("processed/"))
                    .schedule(schedule -> schedule.frequency(InventoryFrequency.WEEKLY))
                    .optionalFields(
                        InventoryOptionalField.SIZE,
                        InventoryOptionalField.LAST_MODIFIED_DATE,
                        InventoryOptionalField.E_TAG,
                        InventoryOptionalField.CHECKSUM_ALGORITHM),
            it -> it.prefix("reports").encryption(encryption -> encryption.sses3(sse -> {})));
    put("whole", whole);
    assertThat(get("whole")).isEqualTo(whole);
  }

  @Test
  void aConfigurationWithTheSameIdReplacesTheOther() {
    put("again", configuration("again", it -> {}, it -> {}));
    InventoryConfiguration second =
        configuration("again", it -> it.isEnabled(false), it -> it.format(InventoryFormat.PARQUET));
    put("again", second);
    assertThat(get("again")).isEqualTo(second);
  }

  @Test
  void theBucketOfTheReportsNeedNotExist() {
    InventoryConfiguration elsewhere =
        configuration(
            "elsewhere", it -> {}, it -> it.bucket("arn:aws:s3:::" + cloud.uniqueName("none")));
    put("elsewhere", elsewhere);
    assertThat(get("elsewhere")).isEqualTo(elsewhere);
  }

  @Test
  void aDeletedConfigurationIsGone() {
    put("gone", configuration("gone", it -> {}, it -> {}));
    s3.deleteBucketInventoryConfiguration(it -> it.bucket(bucket.name()).id("gone"));
    ExpectedError.of(404, "NoSuchConfiguration", () -> get("gone"));
    ExpectedError.of(
        404,
        "NoSuchConfiguration",
        () -> s3.deleteBucketInventoryConfiguration(it -> it.bucket(bucket.name()).id("gone")));
  }

  @Test
  void configurationsAreListedInPagesInTheOrderOfTheirIds() {
    cloud.assumeWithout(EmulatorLimit.INVENTORIES_IN_ONE_PAGE);
    TestBucket many = cloud.versionedBucket("many");
    for (int i = 0; i <= PAGE; i++) {
      String id = String.format("id-%03d", i);
      s3.putBucketInventoryConfiguration(
          it ->
              it.bucket(many.name())
                  .id(id)
                  .inventoryConfiguration(configuration(id, each -> {}, each -> {})));
    }
    ListBucketInventoryConfigurationsResponse first = list(many, null);
    assertThat(first.isTruncated()).isTrue();
    assertThat(ids(first)).hasSize(PAGE).isSorted().startsWith("id-000");
    ListBucketInventoryConfigurationsResponse last = list(many, first.nextContinuationToken());
    assertThat(last.isTruncated()).isFalse();
    assertThat(ids(last)).containsExactly("id-100");
  }

  @Test
  void anotherIdInTheDocumentIsRejected() {
    ExpectedError.of(
        400, "IdMismatch", () -> put("mine", configuration("yours", it -> {}, it -> {})));
  }

  @Test
  void aNameInsteadOfAnArnIsRejected() {
    rejects("InvalidS3DestinationBucket", it -> {}, it -> it.bucket(bucket.name()));
  }

  @Test
  void anArnWithAnAccountIsRejected() {
    cloud.assumeWithout(EmulatorLimit.ACCOUNT_IN_ARN_OF_INVENTORY);
    rejects(
        "InvalidS3DestinationBucket",
        it -> {},
        it -> it.bucket("arn:aws:s3::000000000000:" + bucket.name()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"JSON", "csv"})
  void anUnknownFormatIsRejected(String format) {
    rejects("MalformedXML", it -> {}, it -> it.format(format));
  }

  @Test
  void anUnknownFrequencyIsRejected() {
    rejects("MalformedXML", it -> it.schedule(when -> when.frequency("Hourly")), it -> {});
  }

  @Test
  void anUnknownSelectionOfVersionsIsRejected() {
    rejects("MalformedXML", it -> it.includedObjectVersions("CURRENT"), it -> {});
  }

  @Test
  void anUnknownColumnIsRejected() {
    rejects("MalformedXML", it -> it.optionalFieldsWithStrings("SIZE"), it -> {});
  }

  private void rejects(
      String code,
      Consumer<InventoryConfiguration.Builder> change,
      Consumer<InventoryS3BucketDestination.Builder> destination) {
    ExpectedError.of(400, code, () -> put("bad", configuration("bad", change, destination)));
    assertThat(ids(list(bucket, null))).doesNotContain("bad");
  }

  private InventoryConfiguration configuration(
      String id,
      Consumer<InventoryConfiguration.Builder> change,
      Consumer<InventoryS3BucketDestination.Builder> destination) {
    return InventoryConfiguration.builder()
        .id(id)
        .isEnabled(true)
        .includedObjectVersions(InventoryIncludedObjectVersions.ALL)
        .schedule(it -> it.frequency(InventoryFrequency.DAILY))
        .destination(
            it ->
                it.s3BucketDestination(
                    s3Destination -> {
                      s3Destination
                          .bucket("arn:aws:s3:::" + bucket.name())
                          .format(InventoryFormat.CSV);
                      destination.accept(s3Destination);
                    }))
        .applyMutation(change)
        .build();
  }

  private void put(String id, InventoryConfiguration configuration) {
    s3.putBucketInventoryConfiguration(
        it -> it.bucket(bucket.name()).id(id).inventoryConfiguration(configuration));
  }

  private InventoryConfiguration get(String id) {
    return s3.getBucketInventoryConfiguration(it -> it.bucket(bucket.name()).id(id))
        .inventoryConfiguration();
  }

  private ListBucketInventoryConfigurationsResponse list(TestBucket of, String token) {
    return s3.listBucketInventoryConfigurations(
        it -> it.bucket(of.name()).continuationToken(token));
  }

  private static List<String> ids(ListBucketInventoryConfigurationsResponse page) {
    return page.inventoryConfigurationList().stream().map(InventoryConfiguration::id).toList();
  }
}
