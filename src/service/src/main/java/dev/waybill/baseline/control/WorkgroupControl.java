package dev.waybill.baseline.control;

import dev.waybill.baseline.desired.BaselineConstants;
import dev.waybill.baseline.desired.Deployment;
import dev.waybill.settings.AuditSettings;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.EncryptionConfiguration;
import software.amazon.awssdk.services.athena.model.EncryptionOption;
import software.amazon.awssdk.services.athena.model.ResultConfiguration;
import software.amazon.awssdk.services.athena.model.WorkGroupConfiguration;

/** Control of the Athena workgroup: location and encryption of results, and the scan limit. */
public final class WorkgroupControl {
  private static final Set<String> NO_WORKGROUP = Set.of("InvalidRequestException");

  private final AthenaClient athena;
  private final Deployment d;
  private final AuditSettings audit;

  public WorkgroupControl(AthenaClient athena, Deployment d) {
    this.athena = athena;
    this.d = d;
    this.audit = d.settings().audit();
  }

  public ControlDefinition definition() {
    return new ControlDefinition(
        new Control(
            "athena.workgroup",
            "A query could write its result anywhere, unencrypted and without a cost limit.",
            "Security Hub Athena.1 and Athena.4, AWS Athena user guide, data usage controls",
            "aws athena create-work-group or update-work-group as in the template"),
        List.of("results.bucket"),
        this::read,
        this::apply);
  }

  private Optional<WorkGroupConfiguration> find() {
    return NotFound.of(
        () ->
            athena.getWorkGroup(it -> it.workGroup(audit.workgroup())).workGroup().configuration(),
        NO_WORKGROUP);
  }

  private ControlState read() {
    String should =
        describe(true, audit.results(), d.configuredKeyName(d.keyArn()), audit.scanLimit());
    return find()
        .map(it -> ControlState.of(describe(it), should).taking(otherLocation(it)))
        .orElseGet(() -> ControlState.absent(should));
  }

  /** Returns the location that others read results from; empty when it is ours or not set. */
  private String otherLocation(WorkGroupConfiguration found) {
    ResultConfiguration result = found.resultConfiguration();
    String location = result == null ? null : result.outputLocation();
    return location == null || location.isEmpty() || location.equals(audit.results())
        ? ""
        : "results of queries in " + location;
  }

  private String describe(WorkGroupConfiguration found) {
    ResultConfiguration result = found.resultConfiguration();
    EncryptionConfiguration encryption = result == null ? null : result.encryptionConfiguration();
    return describe(
        Boolean.TRUE.equals(found.enforceWorkGroupConfiguration()),
        result == null ? "no location" : String.valueOf(result.outputLocation()),
        encryption == null || encryption.encryptionOption() != EncryptionOption.SSE_KMS
            ? "not encrypted"
            : d.configuredKeyName(encryption.kmsKey()),
        found.bytesScannedCutoffPerQuery() == null ? 0 : found.bytesScannedCutoffPerQuery());
  }

  private static String describe(boolean enforced, String location, String key, long limit) {
    return (enforced ? "enforced" : "not enforced")
        + ", to "
        + location
        + ", under "
        + key
        + ", at most "
        + limit
        + " bytes a query";
  }

  private void apply() {
    ResultConfiguration result =
        ResultConfiguration.builder()
            .outputLocation(audit.results())
            .encryptionConfiguration(
                it -> it.encryptionOption(EncryptionOption.SSE_KMS).kmsKey(d.keyArn()))
            .build();
    if (find().isEmpty()) {
      athena.createWorkGroup(
          it ->
              it.name(audit.workgroup())
                  .description(BaselineConstants.WORKGROUP_DESCRIPTION)
                  .configuration(
                      to ->
                          to.enforceWorkGroupConfiguration(true)
                              .publishCloudWatchMetricsEnabled(true)
                              .bytesScannedCutoffPerQuery(audit.scanLimit())
                              .resultConfiguration(result)));
    } else {
      athena.updateWorkGroup(
          it ->
              it.workGroup(audit.workgroup())
                  .configurationUpdates(
                      to ->
                          to.enforceWorkGroupConfiguration(true)
                              .bytesScannedCutoffPerQuery(audit.scanLimit())
                              .resultConfigurationUpdates(
                                  updates ->
                                      updates
                                          .outputLocation(audit.results())
                                          .encryptionConfiguration(
                                              result.encryptionConfiguration()))));
    }
  }
}
