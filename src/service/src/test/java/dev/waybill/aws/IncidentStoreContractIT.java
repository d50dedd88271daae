package dev.waybill.aws;

import dev.waybill.alert.incident.IncidentStore;
import dev.waybill.alert.incident.IncidentStoreContract;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.TestBucket;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Contract of the incident store, tested with S3 below a prefix. */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class IncidentStoreContractIT extends IncidentStoreContract {
  private final TestBucket bucket;
  private final IncidentStore store;

  IncidentStoreContractIT(CloudUnderTest cloud) {
    this.bucket = cloud.bucket("incidents");
    this.store = new IncidentArchive(cloud.s3(), "s3://" + bucket.name() + "/results/");
    bucket.put("results/waybill/audits/S3-01.json", "{}");
  }

  @Override
  protected IncidentStore store() {
    return store;
  }

  @Override
  protected void spoil(String name) {
    bucket.put("results/waybill/incidents/" + name + ".json", "{");
  }
}
