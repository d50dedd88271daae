package dev.waybill.routes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.junit.jupiter.api.BeforeEach;

/**
 * Base of tests that run route files as shipped. A subclass names the files with {@link
 * CoversRoutes}, binds fake beans and replaces endpoints by mocks. Every call that the route makes
 * is in {@link #calls}.
 */
abstract class ShippedRouteTest extends CamelTestSupport {
  private static final Pattern OPERATION = Pattern.compile("[?&]operation=(\\w+)");

  final CallLog calls = new CallLog();

  /** Returns the beans that the files refer to, by name. */
  abstract Map<String, Object> beans();

  /** Returns the values of the placeholders that the files need. */
  Map<String, String> placeholders() {
    return Map.of();
  }

  /** Replaces endpoints; the routes are loaded and not started. */
  abstract void advise() throws Exception;

  @Override
  public void configureTest(TestExecutionConfiguration configuration) {
    super.configureTest(configuration);
    configuration.withUseAdviceWith(true).withUseRouteBuilder(false);
  }

  @BeforeEach
  final void startRoutes() throws Exception {
    Properties properties = new Properties();
    properties.putAll(placeholders());
    context.getPropertiesComponent().setInitialProperties(properties);
    beans().forEach(context.getRegistry()::bind);
    PluginHelper.getRoutesLoader(context).loadRoutes(files());
    advise();
    context.start();
  }

  private List<Resource> files() {
    CoversRoutes covered = getClass().getAnnotation(CoversRoutes.class);
    List<Resource> files = new ArrayList<>();
    Stream.of(covered.value(), covered.with())
        .flatMap(Stream::of)
        .map(name -> Path.of("routes", name + ".camel.yaml").toAbsolutePath())
        .forEach(it -> files.add(ResourceHelper.resolveResource(context, "file:" + it)));
    return files;
  }

  /**
   * Makes a route receive from {@link #entry} and skips the endpoints that the route sends to, in
   * favour of mocks that record their calls: the operation of an AWS endpoint, else the URI.
   *
   * @param skipped endpoint URIs without parameters
   */
  final void advise(String route, String... skipped) throws Exception {
    AdviceWith.adviceWith(
        context,
        route,
        advice -> {
          advice.replaceFromWith(entry(route));
          for (String uri : skipped) {
            advice.mockEndpointsAndSkip(uri, uri + "?*");
          }
        });
    for (String uri : skipped) {
      mock(uri).whenAnyExchangeReceived(exchange -> calls.record(call(uri, exchange)));
    }
  }

  /** Returns the URI of the endpoint that an advised route receives from. */
  static String entry(String route) {
    return "direct:entry-of-" + route;
  }

  /** Returns the mock of a skipped endpoint. */
  final MockEndpoint mock(String uri) {
    return context.getEndpoint("mock:" + uri, MockEndpoint.class);
  }

  /** Runs an advised route; the exchange has the failure of the route, if any. */
  final Exchange run(String route, Object body) {
    return send(entry(route), body);
  }

  /** Sends to an endpoint; the exchange has the failure, if any. */
  final Exchange send(String uri, Object body) {
    return template.send(uri, exchange -> exchange.getMessage().setBody(body));
  }

  private static String call(String uri, Exchange exchange) {
    String full = exchange.getProperty(Exchange.INTERCEPTED_ENDPOINT, "", String.class);
    Matcher operation = OPERATION.matcher(full);
    return operation.find() ? operation.group(1) : uri;
  }
}
