package dev.waybill.audit.catalog;

import dev.waybill.settings.Settings;
import java.util.Map;

/** What {@link Placeholders#OF_THE_DEPLOYMENT} stand for. */
public final class DeploymentValues {
  private DeploymentValues() {}

  /**
   * A value for each of them: names as the operator configured them.
   *
   * @param account the account that is audited, twelve digits
   */
  public static Map<String, String> of(Settings settings, String account) {
    return Map.ofEntries(
        Map.entry("raw.bucket", settings.raw().bucket()),
        Map.entry("incoming", settings.raw().incoming()),
        Map.entry("processed", settings.raw().processed()),
        Map.entry("test", settings.raw().test()),
        Map.entry("provenance.bucket", settings.provenance().bucket()),
        Map.entry("log.bucket", settings.logBucket()),
        Map.entry("results.bucket", settings.audit().resultsBucket()),
        Map.entry("account", account),
        Map.entry("kms.key", settings.kmsKey()),
        Map.entry("service.role", settings.serviceRole()),
        Map.entry("trail", settings.audit().trail()));
  }
}
