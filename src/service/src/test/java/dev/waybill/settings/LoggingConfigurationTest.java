package dev.waybill.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Logging configuration that is shipped as {@code config/log4j2.properties}. */
final class LoggingConfigurationTest {
  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void escapesLineBreaksOfUntrustedInputInMessagesAndExceptions(String appender) {
    String line =
        format(appender, "key a\r\nERROR forged", new IOException("denied\nERROR forged, too"));

    assertThat(line.strip()).doesNotContain("\n", "\r").contains("key a", "denied", "IOException");
    assertThat(line).endsWith(System.lineSeparator());
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json"})
  void resolvesNoLookupsInUntrustedInput(String appender) {
    assertThat(format(appender, "${java:version} ${jndi:ldap://x} %m", null))
        .contains("${java:version} ${jndi:ldap://x} %m");
  }

  private static String format(String appender, String message, Throwable thrown) {
    try (LoggerContext context =
        new LoggerContext("test", null, Path.of("config/log4j2.properties").toUri())) {
      context.start();
      Log4jLogEvent event =
          Log4jLogEvent.newBuilder()
              .setLoggerName("dev.waybill.Test")
              .setLevel(Level.WARN)
              .setMessage(new SimpleMessage(message))
              .setThrown(thrown)
              .build();
      return (String)
          context.getConfiguration().getAppender(appender).getLayout().toSerializable(event);
    }
  }
}
