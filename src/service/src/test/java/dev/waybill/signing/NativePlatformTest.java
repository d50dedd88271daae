package dev.waybill.signing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NativePlatformTest {
  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, com/amazon/corretto/crypto/provider/",
    "Linux, x86_64, com/amazon/corretto/crypto/provider/",
    "Linux, aarch64, native/linux-aarch_64/com/amazon/corretto/crypto/provider/",
    "Mac OS X, aarch64, native/osx-aarch_64/com/amazon/corretto/crypto/provider/",
    "Mac OS X, x86_64, native/osx-x86_64/com/amazon/corretto/crypto/provider/"
  })
  void namesFolderOfTheLibrary(String os, String architecture, String folder) {
    NativePlatform platform = NativePlatform.of(os, architecture);

    assertThat(platform).isNotNull();
    assertThat(platform.folder()).isEqualTo(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "Windows 11, amd64",
    "Linux, riscv64",
    "Linux, arm",
    "Linux, i386",
    "FreeBSD, aarch64",
    "'', amd64",
    "Linux, ''"
  })
  void knowsNoOtherPlatform(String os, String architecture) {
    assertThat(NativePlatform.of(os, architecture)).isNull();
  }
}
