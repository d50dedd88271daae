package dev.waybill.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.Handling;
import dev.waybill.alert.Severity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The example in docs/reference/alerts.md of a route that an operator adds, as it is printed there.
 */
final class DocumentedRouteTest extends CamelTestSupport {
  private static final Pattern EXAMPLE =
      Pattern.compile("```yaml\n(- route:\n    id: 70-ticket\n.*?)```", Pattern.DOTALL);
  private static final AlertEvent EVENT =
      new AlertEvent(
          "uid",
          "S3-03",
          AlertEvent.Kind.BEGIN,
          Severity.HIGH,
          null,
          "0a1b",
          Handling.NONE,
          "{\"id\":\"0a1b\",\"data\":{\"finding_info\":{\"uid\":\"\\u001b[2J\"}}}");

  @TempDir Path folder;

  @Test
  void writesFindingAndKeepsEvent() throws Exception {
    Exchange sent = sendThroughExample(folder.resolve("tickets"));

    assertThat(sent.getException()).isNull();
    assertThat(sent.getMessage().getBody()).isSameAs(EVENT);
    JsonNode written = new ObjectMapper().readTree(folder.resolve("tickets/0a1b.json").toFile());
    assertThat(written.path("uid").textValue()).isEqualTo("\u001b[2J");
    assertThat(written).hasSize(1);
  }

  @Test
  void failsWhenFileCannotBeWritten() throws Exception {
    Exchange sent = sendThroughExample(Files.createFile(folder.resolve("file")).resolve("tickets"));

    assertThat(sent.getException()).isNotNull();
  }

  private Exchange sendThroughExample(Path target) throws Exception {
    Matcher example = EXAMPLE.matcher(Files.readString(Path.of("docs/reference/alerts.md")));
    assertThat(example.find()).isTrue();
    String route = example.group(1).replace("file:data/tickets", "file:" + target);
    assertThat(route).contains(target.toString());
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(ResourceHelper.fromString("70-ticket.camel.yaml", route));
    return template.send("direct:ticket", exchange -> exchange.getMessage().setBody(EVENT));
  }
}
