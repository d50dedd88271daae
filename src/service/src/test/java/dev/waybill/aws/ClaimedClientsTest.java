package dev.waybill.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Clients of the SDK in the sources: each must claim its calls, or PL-07 finds them. */
final class ClaimedClientsTest {
  private static final Path SOURCES = Path.of("src/service/src/main/java");
  private static final Pattern BUILDER = Pattern.compile("\\b(\\w+Client)\\s*\\.builder\\(\\)");
  private static final Pattern OTHER_CLIENT =
      Pattern.compile("\\b\\w+Client\\.create\\(\\)|\\w+AsyncClient|S3Presigner|CrtHttpClient");

  /** Wraps the builder in a method that adds the interceptor. */
  private static final Pattern CONFIGURED =
      Pattern.compile("(configuration\\.apply|\\bcreate|\\baws\\.create)\\(\\s*$");

  private static final List<String> CONFIGURING =
      List.of("aws/ClientConfiguration.java", "aws/identity/IdentityCheck.java");

  @Test
  void everyClientIsBuiltWhereItsCallsAreClaimed() throws IOException {
    List<String> unclaimed = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SOURCES)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        String text = Files.readString(file);
        boolean isConfiguring = CONFIGURING.stream().anyMatch(file.toString()::endsWith);
        for (Matcher built = BUILDER.matcher(text); built.find(); ) {
          String before = text.substring(Math.max(0, built.start() - 80), built.start());
          if (!built.group(1).endsWith("HttpClient")
              && !isConfiguring
              && !CONFIGURED.matcher(before).find()) {
            unclaimed.add(file.getFileName() + " " + built.group());
          }
        }
        if (text.contains("software.amazon.awssdk") && OTHER_CLIENT.matcher(text).find()) {
          unclaimed.add(file.getFileName() + " other client");
        }
      }
    }
    assertThat(unclaimed).isEmpty();
  }
}
