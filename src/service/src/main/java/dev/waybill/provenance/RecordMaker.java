package dev.waybill.provenance;

import dev.waybill.record.object.DeploymentDigests;

/**
 * Maker of records, as the records state it.
 *
 * @param by name and version of the service, such as {@code waybill/0.1.0}
 * @param deployment digests of the routes, the configuration and the SQL it works with
 */
public record RecordMaker(String by, DeploymentDigests deployment) {
  /** Name and version of the service. */
  public static final String SERVICE = "waybill/0.1.0";
}
