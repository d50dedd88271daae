package dev.waybill.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import org.apache.camel.CamelContext;
import software.amazon.awssdk.core.util.VersionInfo;

/** Machine and runtime of a run. */
record Machine(String processor, int cores, long memoryMib) {
  static Machine here() throws IOException {
    return new Machine(
        field(Path.of("/proc/cpuinfo"), "model name"),
        Runtime.getRuntime().availableProcessors(),
        kibibytes(field(Path.of("/proc/meminfo"), "MemTotal")) / 1024);
  }

  private static long kibibytes(String text) {
    String digits = text.replaceAll("[^0-9]", "");
    return digits.isEmpty() ? 0 : Long.parseLong(digits);
  }

  private static String field(Path file, String name) throws IOException {
    if (!Files.exists(file)) {
      return System.getProperty("os.arch");
    }
    return Files.readString(file)
        .lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst()
        .orElse("?");
  }

  String description(BenchOptions options, SpringPeerBuild spring, String python) {
    String camel = String.valueOf(CamelContext.class.getPackage().getImplementationVersion());
    return String.format(
        Locale.ROOT,
        "%s: %d cores (%s), shared by server and consumer, %,d MiB; Linux %s; JDK %s. %d objects of"
            + " 1 KiB per batch, %d rounds, call delay of %d ms.%n"
            + "Camel %s, AWS SDK %s, Spring Boot %s with Spring Cloud AWS %s, boto3 %s.%n",
        LocalDate.now(ZoneOffset.UTC),
        cores,
        processor,
        memoryMib,
        System.getProperty("os.version").replaceAll("^(\\d+\\.\\d+).*", "$1"),
        System.getProperty("java.version"),
        options.objects(),
        options.rounds(),
        options.callDelay(),
        camel,
        VersionInfo.SDK_VERSION,
        spring.version("spring-boot"),
        spring.version("spring-cloud-aws-sqs"),
        python);
  }
}
