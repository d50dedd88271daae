package dev.waybill.settings;

import dev.waybill.settings.ProvenanceSettings.RetentionMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Assembly of the scopes of custody. What a further scope leaves out, the default scope gives. */
final class ScopeAssembly {
  private final SettingValues values;
  private final SettingLayers layers;

  private ScopeAssembly(SettingValues values, SettingLayers layers) {
    this.values = values;
    this.layers = layers;
  }

  static CustodyScopes scopes(SettingValues values, SettingLayers layers) {
    return new ScopeAssembly(values, layers).scopes();
  }

  private CustodyScopes scopes() {
    List<RawSettings> all = new ArrayList<>(List.of(raw()));
    for (String name : ScopeDeclarations.names(layers.keys())) {
      all.add(scope(name, all.get(0)));
    }
    return new CustodyScopes(all);
  }

  private RawSettings raw() {
    String bucket = values.get(StorageDeclarations.RAW_BUCKET);
    String destination = orNull(values.get(StorageDeclarations.RAW_DESTINATION_BUCKET));
    return new RawSettings(
        RawSettings.DEFAULT_NAME,
        bucket,
        values.get(StorageDeclarations.RAW_INCOMING),
        destination == null ? bucket : destination,
        values.get(StorageDeclarations.RAW_PROCESSED),
        values.get(StorageDeclarations.RAW_TEST),
        values.get(StorageDeclarations.RAW_TEMPORARY),
        values.get(StorageDeclarations.RAW_EXCLUSIONS),
        orNull(values.get(StorageDeclarations.RAW_BREAK_GLASS)),
        retention(
            values.get(StorageDeclarations.RAW_RETENTION),
            values.get(StorageDeclarations.RAW_RETENTION_MODE)),
        null);
  }

  private RawSettings scope(String name, RawSettings raw) {
    String bucket = get(name, ScopeDeclarations.BUCKET).orElse(raw.bucket());
    return new RawSettings(
        name,
        bucket,
        get(name, ScopeDeclarations.INCOMING).orElse(raw.incoming()),
        get(name, ScopeDeclarations.DESTINATION_BUCKET).orElse(bucket),
        get(name, ScopeDeclarations.PROCESSED).orElse(raw.processed()),
        raw.test(),
        get(name, ScopeDeclarations.TEMPORARY).orElse(raw.temporary()),
        get(name, ScopeDeclarations.EXCLUSIONS).orElse(raw.excluded()),
        raw.breakGlass(),
        retention(
            get(name, ScopeDeclarations.RETENTION)
                .orElse(values.get(StorageDeclarations.RAW_RETENTION)),
            get(name, ScopeDeclarations.RETENTION_MODE)
                .orElse(values.get(StorageDeclarations.RAW_RETENTION_MODE))),
        get(name, ScopeDeclarations.DIGEST_MODE).orElse(isByServer()));
  }

  /** Prefixes say which keys of the default scope S3 is trusted with, and no others. */
  private boolean isByServer() {
    return values.get(ProcessingDeclarations.DIGEST_BY_SERVER)
        && values.get(ProcessingDeclarations.DIGEST_PREFIXES).isEmpty();
  }

  private <T> Optional<T> get(String name, SettingDeclaration<T> member) {
    SettingDeclaration<T> setting = ScopeDeclarations.of(name, member);
    return layers.entry(setting.key()) == null
        ? Optional.empty()
        : Optional.of(values.get(setting));
  }

  private static @Nullable PromotedRetention retention(Duration time, RetentionMode mode) {
    return time.isZero() ? null : new PromotedRetention(time, mode);
  }

  private static @Nullable String orNull(String value) {
    return value.equals(SettingDeclaration.NONE) ? null : value;
  }
}
