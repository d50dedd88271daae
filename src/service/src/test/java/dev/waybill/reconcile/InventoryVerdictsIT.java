package dev.waybill.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.reconcile.athena.ReconcileSql.Statement;
import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import dev.waybill.testing.TestBucket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Verdicts by SQL over inventories are those of the process over a listing of the same rows. */
@ExtendWith(CloudExtension.class)
final class InventoryVerdictsIT {
  private static final int HISTORIES = 40;
  private static final Instant SINCE =
      JoinedWorlds.AS_OF.minus(Duration.ofDays(400)).plus(Duration.ofHours(10));
  private static final List<String> HOSTILE_KEYS =
      List.of(
          "incoming/a b+c%20\"d\",e",
          "incoming//../x/",
          "incoming/\u00e4\ud83d\udca9",
          "incoming/${jndi:ldap://x}\n",
          "'=1+1'");

  private final CloudUnderTest cloud;
  @TempDir Path folder;

  InventoryVerdictsIT(CloudUnderTest cloud) {
    this.cloud = cloud;
  }

  @BeforeEach
  void requireAthena() {
    cloud.assumeWithout(EmulatorLimit.NO_ATHENA);
    cloud.assumeWithout(EmulatorLimit.NO_GLUE);
  }

  @ParameterizedTest
  @EnumSource
  void judgesAsTheProcessDoes(InventoryVariant variant) throws InterruptedException {
    JoinedWorlds worlds = new JoinedWorlds(SqlCloud.RAW, SINCE, SqlCloud.POLICY);
    InjectedWorld injected = new InjectedWorld();
    for (ReconcileVerdict verdict : ReconcileVerdict.values()) {
      injected.inject(verdict, verdict.label() + "/a b+c\u00e4%41");
    }
    worlds.add("injected", injected.world, Duration.ofDays(1), null);
    for (int seed = 0; seed < HISTORIES; seed++) {
      worlds.add("h" + seed, new RandomHistory(seed, 5 + seed).world, Duration.ofHours(1), null);
    }
    SqlCloud sql = new SqlCloud(cloud, variant);
    sql.write(worlds);

    assertThat(sql.verdicts(SINCE))
        .hasSizeGreaterThan(400)
        .containsExactlyInAnyOrderEntriesOf(worlds.verdicts(folder));
  }

  @Test
  void readsReportOfLocalCloudAsItsListing() throws InterruptedException {
    TestBucket raw = cloud.bucket("raw");
    S3Client s3 = cloud.s3();
    put(raw, "before versioning");
    raw.enableVersioning();
    for (String key : HOSTILE_KEYS) {
      put(raw, key);
      put(raw, key);
    }
    s3.deleteObject(it -> it.bucket(raw.name()).key(HOSTILE_KEYS.get(0)));
    SqlCloud sql = new SqlCloud(cloud, InventoryVariant.CSV);
    sql.inventory(new CsvReport(cloud).lines(raw.name()));

    List<String> rows = new ArrayList<>();
    sql.ask(
        "SELECT bucket, key, version_id, is_latest, is_delete_marker, size,"
            + " to_unixtime(last_modified) AS at, e_tag FROM waybill_objects"
            + " WHERE source = 'raw' AND run = '"
            + InventoryVariant.DT
            + "'",
        row -> rows.add(line(row)));

    assertThat(rows).hasSize(12).containsExactlyInAnyOrderElementsOf(listing(raw.name()));
  }

  private static String line(Map<String, String> row) {
    return String.join(
        " | ",
        row.get("bucket"),
        row.get("key"),
        row.get("version_id"),
        row.get("is_latest"),
        row.get("is_delete_marker"),
        row.get("size"),
        Long.toString((long) Double.parseDouble(row.getOrDefault("at", "0"))),
        row.get("e_tag"));
  }

  private List<String> listing(String bucket) {
    List<String> lines = new ArrayList<>();
    var page = cloud.s3().listObjectVersions(it -> it.bucket(bucket).encodingType("url"));
    page.versions()
        .forEach(
            it -> {
              Map<String, String> row = new HashMap<>();
              row.put("bucket", bucket);
              row.put("key", it.key());
              row.put("version_id", it.versionId());
              row.put("is_latest", it.isLatest().toString());
              row.put("is_delete_marker", "false");
              row.put("size", it.size().toString());
              row.put("at", Long.toString(it.lastModified().getEpochSecond()));
              row.put("e_tag", it.eTag().replace("\"", ""));
              lines.add(line(row));
            });
    page.deleteMarkers()
        .forEach(
            it -> {
              Map<String, String> row = new HashMap<>();
              row.put("bucket", bucket);
              row.put("key", it.key());
              row.put("version_id", it.versionId());
              row.put("is_latest", it.isLatest().toString());
              row.put("is_delete_marker", "true");
              row.put("size", "0");
              row.put("at", Long.toString(it.lastModified().getEpochSecond()));
              lines.add(line(row));
            });
    return lines;
  }

  private void put(TestBucket bucket, String key) {
    cloud
        .s3()
        .putObject(
            it -> it.bucket(bucket.name()).key(key), RequestBody.fromString("bytes of " + key));
  }

  @Test
  void judgesNothingOverAnInventoryWithoutRows() throws InterruptedException {
    JoinedWorlds worlds = new JoinedWorlds(SqlCloud.RAW, SINCE, SqlCloud.POLICY);
    worlds.add("a", new RandomHistory(1, 20).world, Duration.ofDays(1), null);
    worlds.there.clear();
    SqlCloud sql = new SqlCloud(cloud, InventoryVariant.PARQUET);
    sql.write(worlds);
    Map<String, String> problems = new HashMap<>();

    sql.ask(Statement.SOURCES, SINCE, row -> problems.put(row.get("source"), row.get("problem")));

    assertThat(problems.get("raw")).contains("no rows");
    assertThat(sql.verdicts(SINCE)).isEmpty();
  }
}
