package dev.waybill.intake;

import dev.waybill.model.IntakeResult;
import dev.waybill.model.ObjectNotification;
import dev.waybill.model.Purpose;
import dev.waybill.model.SkipReason;
import dev.waybill.model.Skipped;
import dev.waybill.settings.CustodyScopes;
import dev.waybill.settings.RawSettings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decision which objects need custody, and for what purpose, by the scope that they arrive in.
 * Thread-safe.
 */
final class CustodyDecision {
  private final CustodyScopes scopes;

  CustodyDecision(CustodyScopes scopes) {
    this.scopes = scopes;
  }

  /** Returns true for a bucket that a scope names. */
  boolean covers(String bucket) {
    return scopes.hasBucket(bucket);
  }

  /**
   * Returns the notification of an object in scope, or the reason to skip another object.
   *
   * @param bucket a bucket that is covered
   * @param key the object's key
   * @param otherKey the second reading of the key, or null; it is kept only if it belongs to the
   *     same scope
   * @param fields the other fields of the notification
   */
  IntakeResult classify(
      String bucket, String key, @Nullable String otherKey, NotificationFields fields) {
    Optional<Purpose> purpose = purpose(bucket, key);
    if (purpose.isEmpty()) {
      // A sender that encodes a whole EventBridge key also encodes the slash of its prefix.
      return otherKey == null ? outside(bucket, key) : classify(bucket, otherKey, null, fields);
    }
    Optional<RawSettings> scope = scopes.ofSource(bucket, key);
    boolean sameScope =
        otherKey != null
            && purpose.equals(purpose(bucket, otherKey))
            && scope.equals(scopes.ofSource(bucket, otherKey));
    String second = sameScope ? otherKey : null;
    Optional<Skipped> skipped =
        isFolderMarker(key, fields.size())
            ? Optional.of(
                new Skipped(SkipReason.FOLDER_MARKER, "an empty object that stands for a folder"))
            : scope.flatMap(it -> leftAlone(it, key, second));
    String name = scope.map(RawSettings::name).orElse(CustodyScopes.NO_SCOPE);
    return skipped.isPresent()
        ? skipped.get().in(bucket, name)
        : notification(bucket, key, second, fields, purpose.get());
  }

  /** One of the readings is the object's key, so both must be left alone. */
  private static Optional<Skipped> leftAlone(
      RawSettings scope, String key, @Nullable String second) {
    if (scope.isTemporary(key) && (second == null || scope.isTemporary(second))) {
      return Optional.of(
          new Skipped(
              SkipReason.TEMPORARY_NAME, "a name that " + scope.key("temporary") + " matches"));
    }
    return scope.isExcluded(key) && (second == null || scope.isExcluded(second))
        ? Optional.of(
            new Skipped(SkipReason.EXCLUDED, "a key that " + scope.key("exclusions") + " matches"))
        : Optional.empty();
  }

  static Skipped foreignBucket() {
    return new Skipped(SkipReason.FOREIGN_BUCKET, "a bucket that no scope names");
  }

  private Skipped outside(String bucket, String key) {
    return scopes
        .ofDestination(bucket, key)
        .map(
            scope ->
                new Skipped(SkipReason.PROMOTED_PREFIX, "a prefix of promoted objects")
                    .in(bucket, scope.name()))
        .orElseGet(
            () ->
                new Skipped(SkipReason.FOREIGN_PREFIX, "a prefix outside of every scope")
                    .in(bucket, CustodyScopes.NO_SCOPE));
  }

  private Optional<Purpose> purpose(String bucket, String key) {
    if (scopes.ofSource(bucket, key).isPresent()) {
      return Optional.of(Purpose.PROMOTE);
    }
    return scopes.isTest(bucket, key) ? Optional.of(Purpose.CANARY) : Optional.empty();
  }

  private static boolean isFolderMarker(String key, @Nullable Long size) {
    return key.endsWith("/") && (size == null || size == 0);
  }

  private static ObjectNotification notification(
      String bucket,
      String key,
      @Nullable String otherKey,
      NotificationFields fields,
      Purpose purpose) {
    return new ObjectNotification(
        bucket,
        key,
        otherKey,
        fields.versionId(),
        fields.eTag(),
        fields.size(),
        fields.sequencer(),
        fields.eventTime(),
        fields.notificationId(),
        purpose);
  }
}
