package dev.waybill.record.object;

/**
 * Digests of what decides how a deployment of Waybill works, as it was at its start.
 *
 * @param routes digest of the route files
 * @param configuration digest of the effective settings except secrets
 * @param sql digest of the SQL files
 */
public record DeploymentDigests(Sha256 routes, Sha256 configuration, Sha256 sql) {
  @Override
  public String toString() {
    return "routes=" + routes + " configuration=" + configuration + " sql=" + sql;
  }
}
