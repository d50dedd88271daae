package dev.waybill.signing;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Platform for which Waybill ships the native library of AWS-LC. */
enum NativePlatform {
  LINUX_X86_64("linux-x86_64"),
  LINUX_AARCH64("linux-aarch_64"),
  MACOS_X86_64("osx-x86_64"),
  MACOS_AARCH64("osx-aarch_64");

  /** Package of the provider, in whose jar for x86-64 Linux the library lies beside its classes. */
  static final String PROVIDER_FOLDER = "com/amazon/corretto/crypto/provider/";

  private final String classifier;

  NativePlatform(String classifier) {
    this.classifier = classifier;
  }

  /**
   * Returns the platform of a JVM.
   *
   * @param os system property {@code os.name}
   * @param architecture system property {@code os.arch}
   * @return null when no library is shipped for the platform
   */
  static @Nullable NativePlatform of(String os, String architecture) {
    boolean arm = architecture.equals("aarch64") || architecture.equals("arm64");
    boolean intel = architecture.equals("amd64") || architecture.equals("x86_64");
    if (!arm && !intel) {
      return null;
    }
    String name = os.toLowerCase(Locale.ROOT);
    if (name.equals("linux")) {
      return arm ? LINUX_AARCH64 : LINUX_X86_64;
    }
    return name.startsWith("mac os") ? (arm ? MACOS_AARCH64 : MACOS_X86_64) : null;
  }

  /** Returns the path of the folder in the jar, with a slash at its end. */
  String folder() {
    return this == LINUX_X86_64 ? PROVIDER_FOLDER : "native/" + classifier + "/" + PROVIDER_FOLDER;
  }
}
