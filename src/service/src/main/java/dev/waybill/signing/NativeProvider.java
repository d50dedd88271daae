package dev.waybill.signing;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import org.jspecify.annotations.Nullable;

/**
 * AWS-LC as a security provider, with the native library of the platform.
 *
 * @param provider the provider; null when its classes cannot be loaded
 * @param problem reason why the provider cannot be used; null when it can
 */
record NativeProvider(@Nullable Provider provider, @Nullable Throwable problem) {
  /** The image has the library beside the jar and sets this property. */
  private static final String EXTERNAL = "com.amazon.corretto.crypto.provider.useExternalLib";

  static NativeProvider load() {
    NativePlatform platform =
        NativePlatform.of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    if (Boolean.getBoolean(EXTERNAL)
        || platform == null
        || platform == NativePlatform.LINUX_X86_64) {
      // The provider itself finds its library, or states that it does not.
      AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
      return new NativeProvider(provider, provider.getLoadingError());
    }
    ClassLoader jar = NativeProvider.class.getClassLoader();
    return load(new NativeClassLoader(jar, file -> jar.getResource(platform.folder() + file)));
  }

  /** Loads the provider with its library from this class loader. */
  static NativeProvider load(ClassLoader classes) {
    try {
      Class<?> type =
          Class.forName(
              "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider", true, classes);
      Provider provider = (Provider) type.getField("INSTANCE").get(null);
      return new NativeProvider(
          provider, (Throwable) type.getMethod("getLoadingError").invoke(provider));
    } catch (ReflectiveOperationException | LinkageError e) {
      return new NativeProvider(null, e);
    }
  }
}
