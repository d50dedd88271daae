package dev.waybill.app;

import dev.waybill.alert.Report;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;
import org.jspecify.annotations.Nullable;

/** To {@code direct:alert}, for who is no route; the context is not there yet when it is made. */
final class AlertRouteProducer implements Consumer<Report> {
  private final Main main;
  private @Nullable ProducerTemplate template;

  AlertRouteProducer(Main main) {
    this.main = main;
  }

  /**
   * @throws RuntimeException when the report could not be registered, or nothing runs
   */
  @Override
  public void accept(Report report) {
    template().sendBody("direct:alert", report);
  }

  private synchronized ProducerTemplate template() {
    CamelContext context = main.getCamelContext();
    if (context == null) {
      throw new IllegalStateException("the routes do not run yet");
    }
    if (template == null) {
      template = context.createProducerTemplate();
    }
    return template;
  }
}
