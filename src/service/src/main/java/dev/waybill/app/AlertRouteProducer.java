package dev.waybill.app;

import dev.waybill.alert.Report;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.jspecify.annotations.Nullable;

/**
 * Producer that sends reports to {@code direct:alert} from code outside the routes. The Camel
 * context is looked up lazily, because it does not exist yet at construction.
 */
final class AlertRouteProducer implements Consumer<Report> {
  private final Main main;
  private @Nullable ProducerTemplate template;

  AlertRouteProducer(Main main) {
    this.main = main;
  }

  /**
   * Sends a report.
   *
   * @throws RuntimeException when the report cannot be registered, or the routes are not running
   */
  @Override
  public void accept(Report report) {
    template().sendBody("direct:alert", report);
  }

  private synchronized ProducerTemplate template() {
    CamelContext context = main.getCamelContext();
    if (context == null) {
      throw new IllegalStateException("the routes are not running yet");
    }
    if (template == null) {
      template = context.createProducerTemplate();
    }
    return template;
  }
}
