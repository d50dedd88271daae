package dev.waybill.fixity.examine;

import dev.waybill.record.log.LogEntry;
import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.RawSettings;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Promises about promoted objects, one for each scope of custody. Thread-safe. */
public final class ScopePromises {
  private final CustodyScopes scopes;
  private final Map<String, PromotedPromise> byName = new HashMap<>();

  /**
   * @param promise makes the promise of a scope
   */
  public ScopePromises(CustodyScopes scopes, Function<RawSettings, PromotedPromise> promise) {
    this.scopes = scopes;
    scopes.all().forEach(it -> byName.put(it.name(), promise.apply(it)));
  }

  /** Returns the same promise about every object. */
  public static ScopePromises of(CustodyScopes scopes, PromotedPromise promise) {
    return new ScopePromises(scopes, scope -> promise);
  }

  /** Returns the promise about the object of an entry; that of the default scope for any other. */
  PromotedPromise of(LogEntry entry) {
    String key = entry.destinationKey();
    RawSettings scope =
        key == null
            ? scopes.first()
            : scopes.ofDestination(entry.bucketOfCopy(), key).orElse(scopes.first());
    return Objects.requireNonNull(byName.get(scope.name()), "of every scope");
  }
}
