package dev.waybill.settings;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Typed values of every declared setting. A value that cannot be read is reported as a problem. */
final class SettingValues {
  private static final String NO_SIGNING_KEY =
      "is missing: records need a signing key. Set waybill.signing.key to a key of KMS, or make one"
          + " with: keytool -genkeypair -alias waybill"
          + " -keyalg EC -groupname secp256r1 -sigalg SHA256withECDSA -dname CN=waybill"
          + " -validity 3650 -storetype PKCS12 -keystore signing.p12; then set"
          + " waybill.signing.keystore, waybill.signing.password and waybill.signing.alias";

  private static final String INCOMPLETE_SIGNING_KEY =
      "is missing: set it to the value with which waybill.signing.keystore was made";

  private final SettingLayers layers;
  private final Set<SettingDeclaration<?>> declared = new HashSet<>();
  private final Map<SettingDeclaration<?>, Object> values = new HashMap<>();

  SettingValues(SettingLayers layers) {
    this.layers = layers;
    SettingCatalogue.all().forEach(this::read);
    layers.keyed(key -> true).forEach(this::read);
  }

  private <T> void read(SettingDeclaration<T> declaration) {
    declared.add(declaration);
    SettingEntry entry = layers.entry(declaration.key());
    if (entry == null) {
      addMissing(declaration);
      return;
    }
    try {
      values.put(declaration, (Object) declaration.type().parse(entry.value()));
    } catch (IllegalArgumentException e) {
      layers.add(
          new SettingProblem(
              entry.origin(), declaration.key(), entry.shown(), "must be " + e.getMessage(), null));
    }
  }

  private void addMissing(SettingDeclaration<?> declaration) {
    boolean reported = layers.problems().stream().anyMatch(p -> p.key().equals(declaration.key()));
    if (!reported) {
      String expected =
          declaration.equals(ServiceDeclarations.KEYSTORE)
              ? NO_SIGNING_KEY
              : INCOMPLETE_SIGNING_KEY;
      layers.add(new SettingProblem("configuration", declaration.key(), null, expected, null));
    }
  }

  /**
   * Returns the value of a setting. Only values of type {@code T} are stored under a declaration of
   * {@code T}.
   *
   * @throws IllegalStateException when the declaration is not in the catalogue
   */
  @SuppressWarnings("unchecked")
  <T> T get(SettingDeclaration<T> declaration) {
    Object value = values.get(declaration);
    if (value == null) {
      if (!declared.contains(declaration)) {
        throw new IllegalStateException(declaration.key() + " is not in the catalogue of settings");
      }
      throw new AlreadyReported();
    }
    return (T) value;
  }

  /** Returns the record; null when the record rejects a value or a value could not be read. */
  <T> @Nullable T build(Supplier<T> maker) {
    try {
      return maker.get();
    } catch (AlreadyReported e) {
      return null;
    } catch (InvalidSettingException e) {
      SettingEntry entry = layers.entry(e.key());
      String where = entry == null ? "configuration" : entry.origin();
      String value = entry == null ? null : entry.shown();
      layers.add(new SettingProblem(where, e.key(), value, e.expected(), null));
      return null;
    }
  }

  /** Returns a part that was built; stops the whole when the part could not be built. */
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
