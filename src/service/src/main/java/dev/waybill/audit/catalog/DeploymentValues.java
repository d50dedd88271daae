package dev.waybill.audit.catalog;

import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.KmsSigning;
import dev.waybill.settings.Settings;
import java.util.Map;

/** Values of {@link Placeholders#DEPLOYMENT}. */
public final class DeploymentValues {
  private DeploymentValues() {}

  /**
   * Returns a value for each placeholder, as configured.
   *
   * @param account id of the audited account, twelve digits
   */
  public static Map<String, String> of(Settings settings, String account) {
    CustodyScopes scopes = settings.scopes();
    return Map.ofEntries(
        Map.entry("raw.bucket", settings.raw().bucket()),
        Map.entry("incoming", settings.raw().incoming()),
        Map.entry("processed", settings.raw().processed()),
        Map.entry("test", settings.raw().test()),
        Map.entry("raw.buckets", Placeholders.list(scopes.buckets().stream())),
        Map.entry(
            "incoming.places",
            Placeholders.list(scopes.all().stream().map(it -> it.bucket() + "/" + it.incoming()))),
        Map.entry(
            "promoted.places",
            Placeholders.list(
                scopes.all().stream().map(it -> it.destinationBucket() + "/" + it.processed()))),
        Map.entry(
            "test.places",
            Placeholders.list(
                scopes.sourceBuckets().stream().map(it -> it + "/" + settings.raw().test()))),
        Map.entry("excluded.places", ExcludedPlaces.of(scopes)),
        Map.entry("provenance.bucket", settings.provenance().bucket()),
        Map.entry("log.bucket", settings.logBucket()),
        Map.entry("results.bucket", settings.audit().resultsBucket()),
        Map.entry("account", account),
        Map.entry("kms.key", settings.kmsKey()),
        Map.entry("signing.key", settings.signing().delegator().map(KmsSigning::key).orElse("")),
        Map.entry("service.role", settings.serviceRole()),
        Map.entry("trail", settings.audit().trail()));
  }
}
