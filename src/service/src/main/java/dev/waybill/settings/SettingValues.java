package dev.waybill.settings;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Typed values of every key; what cannot be read is a problem of its own, not the end. */
final class SettingValues {
  private static final String NO_SIGNING_KEY =
      "is missing: records need a signing key. Make one with: keytool -genkeypair -alias waybill"
          + " -keyalg EC -groupname secp256r1 -sigalg SHA256withECDSA -dname CN=waybill"
          + " -validity 3650 -storetype PKCS12 -keystore signing.p12; then set"
          + " waybill.signing.keystore, waybill.signing.password and waybill.signing.alias";

  private static final String INCOMPLETE_SIGNING_KEY =
      "is missing: set it to what waybill.signing.keystore was made with";

  private final SettingLayers layers;
  private final Map<Key<?>, Object> values = new HashMap<>();

  SettingValues(SettingLayers layers) {
    this.layers = layers;
    Keys.all().forEach(this::read);
    layers.audits().forEach(this::read);
  }

  private <T> void read(Key<T> key) {
    SettingEntry entry = layers.entry(key.name());
    if (entry == null) {
      missing(key);
      return;
    }
    try {
      values.put(key, (Object) key.parser().apply(entry.value()));
    } catch (IllegalArgumentException e) {
      layers.problem(
          new SettingProblem(
              entry.origin(), key.name(), entry.shown(), "must be " + e.getMessage(), null));
    }
  }

  private void missing(Key<?> key) {
    boolean reported = layers.problems().stream().anyMatch(p -> p.key().equals(key.name()));
    if (!reported) {
      String expected = key.equals(Keys.KEYSTORE) ? NO_SIGNING_KEY : INCOMPLETE_SIGNING_KEY;
      layers.problem(new SettingProblem("configuration", key.name(), null, expected, null));
    }
  }

  /** Only values of type {@code T} are ever stored under a {@code Key<T>}. */
  @SuppressWarnings("unchecked")
  <T> T get(Key<T> key) {
    Object value = values.get(key);
    if (value == null) {
      throw new AlreadyReported();
    }
    return (T) value;
  }

  /** The record, or null when it refuses or one of its values could not be read. */
  <T> @Nullable T build(Supplier<T> maker) {
    try {
      return maker.get();
    } catch (AlreadyReported e) {
      return null;
    } catch (InvalidSettingException e) {
      SettingEntry entry = layers.entry(e.key());
      String where = entry == null ? "configuration" : entry.origin();
      String value = entry == null ? null : entry.shown();
      layers.problem(new SettingProblem(where, e.key(), value, e.expected(), null));
      return null;
    }
  }

  static <T> T present(@Nullable T part) {
    if (part == null) {
      throw new AlreadyReported();
    }
    return part;
  }

  private static final class AlreadyReported extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}
