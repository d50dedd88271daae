package dev.waybill.signing;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Class loader of the classes of AWS-LC's provider. They look for their native library beside
 * themselves, and this loader returns the one of the platform in its place: the libraries of x86-64
 * and ARM have the same name, so that only one of them can lie there.
 */
final class NativeClassLoader extends ClassLoader {
  private static final String PACKAGE = NativePlatform.PROVIDER_FOLDER.replace('/', '.');
  private static final String LIBRARY = System.mapLibraryName("amazonCorrettoCryptoProvider");

  private final ClassLoader parent;
  private final Function<String, @Nullable URL> library;

  /**
   * @param parent class loader with the classes of the provider
   * @param library returns the library with this file name, or null
   */
  NativeClassLoader(ClassLoader parent, Function<String, @Nullable URL> library) {
    super(parent);
    this.parent = parent;
    this.library = library;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!name.startsWith(PACKAGE)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    try (InputStream in = parent.getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      return defineClass(
          name, bytes, 0, bytes.length, NativeClassLoader.class.getProtectionDomain());
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  @Override
  public @Nullable URL getResource(String name) {
    return name.equals(NativePlatform.PROVIDER_FOLDER + LIBRARY)
        ? library.apply(LIBRARY)
        : super.getResource(name);
  }
}
