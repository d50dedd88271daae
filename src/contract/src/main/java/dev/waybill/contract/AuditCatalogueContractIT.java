package dev.waybill.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.testing.CloudExtension;
import dev.waybill.testing.CloudUnderTest;
import dev.waybill.testing.EmulatorLimit;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.WorkGroup;
import software.amazon.awssdk.services.athena.model.WorkGroupConfiguration;
import software.amazon.awssdk.services.athena.model.WorkGroupState;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Column;
import software.amazon.awssdk.services.glue.model.Database;
import software.amazon.awssdk.services.glue.model.Table;
import software.amazon.awssdk.services.glue.model.TableInput;

/** Contract of Athena's workgroups and Glue's catalogue, as baseline and audits use them. */
@ExtendWith(CloudExtension.class)
final class AuditCatalogueContractIT {
  private static final String KEY = "arn:aws:kms:us-east-1:000000000000:key/k";

  private final CloudUnderTest cloud;
  private final AthenaClient athena;
  private final GlueClient glue;
  private String name = "";

  AuditCatalogueContractIT(CloudUnderTest cloud) {
    this.cloud = cloud;
    this.athena = cloud.configure(AthenaClient.builder(), cloud.credentials()).build();
    this.glue = cloud.configure(GlueClient.builder(), cloud.credentials()).build();
  }

  @BeforeEach
  void requireAthenaAndGlue() {
    cloud.assumeWithout(EmulatorLimit.NO_ATHENA);
    cloud.assumeWithout(EmulatorLimit.NO_GLUE);
    name = cloud.uniqueName("audit");
  }

  @Test
  void returnsWorkgroupAsCreatedAndUpdated() {
    athena.createWorkGroup(
        it ->
            it.name(name)
                .description("of <tests>")
                .configuration(
                    to ->
                        to.resultConfiguration(
                                results ->
                                    results
                                        .outputLocation("s3://results/a/")
                                        .expectedBucketOwner("000000000000")
                                        .encryptionConfiguration(
                                            by -> by.encryptionOption("SSE_KMS").kmsKey(KEY)))
                            .bytesScannedCutoffPerQuery(10_000_000L)
                            .publishCloudWatchMetricsEnabled(true)));
    WorkGroup group = group();
    WorkGroupConfiguration made = group.configuration();
    assertThat(group.description()).isEqualTo("of <tests>");
    assertThat(group.state()).isEqualTo(WorkGroupState.ENABLED);
    assertThat(made.enforceWorkGroupConfiguration()).isTrue();
    assertThat(made.publishCloudWatchMetricsEnabled()).isTrue();
    assertThat(made.requesterPaysEnabled()).isFalse();
    assertThat(made.bytesScannedCutoffPerQuery()).isEqualTo(10_000_000);
    assertThat(made.resultConfiguration().outputLocation()).isEqualTo("s3://results/a/");
    assertThat(made.resultConfiguration().encryptionConfiguration().kmsKey()).isEqualTo(KEY);
    assertThat(made.engineVersion().effectiveEngineVersion()).isEqualTo("Athena engine version 3");
    athena.updateWorkGroup(
        it ->
            it.workGroup(name)
                .state("DISABLED")
                .configurationUpdates(
                    to ->
                        to.removeBytesScannedCutoffPerQuery(true)
                            .enforceWorkGroupConfiguration(false)
                            .resultConfigurationUpdates(
                                results ->
                                    results
                                        .outputLocation("s3://results/b/")
                                        .removeEncryptionConfiguration(true))));
    WorkGroupConfiguration changed = group().configuration();
    assertThat(group().state()).isEqualTo(WorkGroupState.DISABLED);
    assertThat(changed.bytesScannedCutoffPerQuery()).isNull();
    assertThat(changed.enforceWorkGroupConfiguration()).isFalse();
    assertThat(changed.publishCloudWatchMetricsEnabled()).isTrue();
    assertThat(changed.resultConfiguration().outputLocation()).isEqualTo("s3://results/b/");
    assertThat(changed.resultConfiguration().encryptionConfiguration()).isNull();
    assertThat(changed.resultConfiguration().expectedBucketOwner()).isEqualTo("000000000000");
  }

  @Test
  void listsAndDeletesWorkgroups() {
    athena.createWorkGroup(it -> it.name(name));
    assertThat(athena.listWorkGroupsPaginator(it -> it.maxResults(1)).stream())
        .flatExtracting(page -> page.workGroups())
        .extracting(group -> group.name())
        .contains("primary", name);
    assertRejected(() -> athena.createWorkGroup(it -> it.name(name)));
    athena.deleteWorkGroup(it -> it.workGroup(name));
    assertRejected(() -> athena.getWorkGroup(it -> it.workGroup(name)));
    assertRejected(() -> athena.deleteWorkGroup(it -> it.workGroup("primary")));
  }

  @Test
  void rejectsInvalidWorkgroupConfiguration() {
    assertRejected(
        () ->
            athena.createWorkGroup(
                it ->
                    it.name(name).configuration(to -> to.bytesScannedCutoffPerQuery(9_999_999L))));
    assertRejected(
        () ->
            athena.createWorkGroup(
                it ->
                    it.name(name)
                        .configuration(
                            to ->
                                to.resultConfiguration(
                                    where -> where.outputLocation("results/")))));
    assertRejected(
        () ->
            athena.createWorkGroup(
                it ->
                    it.name(name)
                        .configuration(
                            to ->
                                to.resultConfiguration(
                                    results ->
                                        results.encryptionConfiguration(
                                            by -> by.encryptionOption("SSE_KMS"))))));
    assertRejected(() -> athena.createWorkGroup(it -> it.name("a b")));
    assertRejected(() -> athena.getWorkGroup(it -> it.workGroup(name)));
  }

  @Test
  void returnsTableAsCreatedWithFieldsOfGlue() {
    glue.createDatabase(
        it -> it.databaseInput(of -> of.name(name.toUpperCase(Locale.ROOT)).description("d")));
    Database database = glue.getDatabase(it -> it.name(name)).database();
    assertThat(database.name()).isEqualTo(name);
    assertThat(database.catalogId()).isEqualTo("000000000000");
    assertThat(database.createTime()).isNotNull();
    TableInput events =
        TableInput.builder()
            .name("events")
            .tableType("EXTERNAL_TABLE")
            .parameters(Map.of("projection.enabled", "true"))
            .partitionKeys(Column.builder().name("day").type("string").build())
            .storageDescriptor(
                it ->
                    it.location("s3://logs/AWSLogs/")
                        .columns(Column.builder().name("eventname").type("string").build()))
            .build();
    glue.createTable(it -> it.databaseName(name).tableInput(events));
    Table table = table();
    assertThat(table.databaseName()).isEqualTo(name);
    assertThat(table.parameters()).containsEntry("projection.enabled", "true");
    assertThat(table.storageDescriptor().location()).isEqualTo("s3://logs/AWSLogs/");
    assertThat(table.partitionKeys()).isEqualTo(events.partitionKeys());
    assertThat(table.versionId()).isEqualTo("0");
    assertThat(table.createTime()).isNotNull();
    glue.updateTable(
        it -> it.databaseName(name).tableInput(events.toBuilder().description("new").build()));
    assertThat(table().description()).isEqualTo("new");
    assertThat(table().versionId()).isEqualTo("1");
    assertThat(glue.getTables(it -> it.databaseName(name)).tableList()).hasSize(1);
    assertThat(glue.getPartitions(it -> it.databaseName(name).tableName("events")).partitions())
        .isEmpty();
  }

  @Test
  void reportsMissingAndExistingEntities() {
    ExpectedError.of(400, "EntityNotFoundException", () -> glue.getDatabase(it -> it.name(name)));
    glue.createDatabase(it -> it.databaseInput(of -> of.name(name)));
    ExpectedError.of(
        400,
        "AlreadyExistsException",
        () -> glue.createDatabase(it -> it.databaseInput(of -> of.name(name))));
    ExpectedError.of(400, "EntityNotFoundException", this::table);
    ExpectedError.of(
        400,
        "EntityNotFoundException",
        () -> glue.getDatabase(it -> it.catalogId("999999999999").name(name)));
    ExpectedError.of(
        400,
        "InvalidInputException",
        () -> glue.createTable(it -> it.databaseName(name).tableInput(of -> of.name(" "))));
    glue.createTable(it -> it.databaseName(name).tableInput(of -> of.name("events")));
    ExpectedError.of(
        400,
        "AlreadyExistsException",
        () -> glue.createTable(it -> it.databaseName(name).tableInput(of -> of.name("Events"))));
    glue.deleteDatabase(it -> it.name(name));
    glue.createDatabase(it -> it.databaseInput(of -> of.name(name)));
    ExpectedError.of(400, "EntityNotFoundException", this::table);
  }

  private WorkGroup group() {
    return athena.getWorkGroup(it -> it.workGroup(name)).workGroup();
  }

  private Table table() {
    return glue.getTable(it -> it.databaseName(name).name("events")).table();
  }

  private static void assertRejected(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    ExpectedError.of(400, "InvalidRequestException", call);
  }
}
