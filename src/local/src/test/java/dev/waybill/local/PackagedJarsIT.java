package dev.waybill.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contents of the three programs that the build leaves in {@code target/}. */
final class PackagedJarsIT {
  /** The local cloud and everything that only it needs. */
  private static final Pattern LOCAL_CLOUD =
      Pattern.compile(
          "dev/waybill/local.*|.*(pekko|elasticmq).*|scala/.*|org/h2/.*|org/eclipse/jetty/server/.*");

  private static final Pattern SQL_ENGINE = Pattern.compile("io/(trino|airlift)/.*");
  private static final String LOG_PLUGINS =
      "META-INF/org/apache/logging/log4j/core/config/plugins/Log4j2Plugins.dat";
  private static final int MIB = 1024 * 1024;
  private static final int HEADER = 20;
  private static final Pattern NATIVE = Pattern.compile(".*\\.(so|dylib|jnilib|dll)");

  @Test
  void holdsNoLocalCloudInProductionJar() throws IOException {
    assertThat(entries("waybill.jar"))
        .contains("dev/waybill/app/Waybill.class", "dev/waybill/record/RecordVerifier.class")
        .contains("waybill/routes/10-intake.camel.yaml")
        .noneMatch(LOCAL_CLOUD.asMatchPredicate())
        .noneMatch(SQL_ENGINE.asMatchPredicate());
  }

  @Test
  void holdsServiceAndLocalCloudInLocalJar() throws IOException {
    assertThat(entries("waybill-local.jar"))
        .contains("dev/waybill/local/WaybillLocal.class", "dev/waybill/app/Waybill.class")
        .anyMatch(LOCAL_CLOUD.asMatchPredicate())
        .noneMatch(SQL_ENGINE.asMatchPredicate());
  }

  @Test
  void holdsOnlyRecordsAndJacksonInAuditorsJar() throws IOException {
    assertThat(entries("waybill-verify.jar").stream().filter(it -> it.endsWith(".class")))
        .contains("dev/waybill/record/cli/WaybillVerify.class")
        .allMatch(
            it ->
                it.matches(
                    "(META-INF/versions/\\d+/)?(dev/waybill/record|com/fasterxml/jackson|org/jspecify)/.*"));
    assertThat(Files.size(jar("waybill-verify.jar"))).isLessThan(4 * MIB);
  }

  /** Several jars of Log4j list their plugins in one file, which must hold all of them. */
  @ParameterizedTest
  @ValueSource(strings = {"waybill.jar", "waybill-local.jar"})
  void listsEveryLogLayout(String name) throws IOException {
    try (JarFile jar = new JarFile(jar(name).toFile());
        InputStream plugins = jar.getInputStream(jar.getEntry(LOG_PLUGINS))) {
      assertThat(new String(plugins.readAllBytes(), StandardCharsets.ISO_8859_1))
          .contains("PatternLayout", "JsonTemplateLayout");
    }
  }

  /** JDK 24 and newer warn of the library of the native signatures otherwise. */
  @ParameterizedTest
  @ValueSource(strings = {"waybill.jar", "waybill-local.jar"})
  void enablesNativeAccess(String name) throws IOException {
    try (JarFile jar = new JarFile(jar(name).toFile())) {
      assertThat(jar.getManifest().getMainAttributes().getValue("Enable-Native-Access"))
          .isEqualTo("ALL-UNNAMED");
    }
  }

  /** The commands are the same on each platform, and so is what each object costs. */
  @ParameterizedTest
  @ValueSource(strings = {"waybill.jar", "waybill-local.jar"})
  void holdsEachNativeLibraryForEachPlatform(String name) throws IOException {
    Map<String, String> machines = new TreeMap<>();
    try (JarFile jar = new JarFile(jar(name).toFile())) {
      for (ZipEntry entry :
          jar.stream().filter(it -> NATIVE.matcher(it.getName()).matches()).toList()) {
        try (InputStream library = jar.getInputStream(entry)) {
          machines.put(entry.getName(), machine(library.readNBytes(HEADER)));
        }
      }
    }

    String library = "com/amazon/corretto/crypto/provider/libamazonCorrettoCryptoProvider";
    assertThat(machines)
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                library + ".so", "Linux x86-64",
                "native/linux-aarch_64/" + library + ".so", "Linux ARM64",
                "native/osx-aarch_64/" + library + ".dylib", "macOS ARM64",
                "native/osx-x86_64/" + library + ".dylib", "macOS x86-64"));
  }

  /** Returns the platform that the header of an ELF or Mach-O file of 64 bits names. */
  private static String machine(byte[] header) {
    ByteBuffer bytes = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.getInt(0) == 0x464c457f) {
      int machine = Short.toUnsignedInt(bytes.getShort(18));
      return "Linux " + (machine == 0xb7 ? "ARM64" : machine == 0x3e ? "x86-64" : machine);
    }
    int machine = bytes.getInt(4);
    String name = machine == 0x0100000c ? "ARM64" : machine == 0x01000007 ? "x86-64" : "" + machine;
    return (bytes.getInt(0) == 0xfeedfacf ? "macOS " : "unknown ") + name;
  }

  private static Path jar(String name) {
    return Path.of("target", name);
  }

  private static List<String> entries(String name) throws IOException {
    try (JarFile jar = new JarFile(jar(name).toFile())) {
      return jar.stream().map(ZipEntry::getName).toList();
    }
  }
}
