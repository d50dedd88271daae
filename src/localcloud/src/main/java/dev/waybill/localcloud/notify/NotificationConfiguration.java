package dev.waybill.localcloud.notify;

import dev.waybill.localcloud.wire.XmlWriter;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Notification configuration of a bucket. Only SQS queues are supported; topics, functions and
 * EventBridge are rejected.
 */
record NotificationConfiguration(List<NotificationRule> rules) {
  private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";
  private static final List<String> UNSUPPORTED =
      List.of(
          "TopicConfiguration",
          "CloudFunctionConfiguration",
          "LambdaFunctionConfiguration",
          "EventBridgeConfiguration");

  NotificationConfiguration {
    rules = List.copyOf(rules);
  }

  /**
   * Returns the rules of a stored configuration, in document order.
   *
   * @throws IllegalArgumentException if the text is not well-formed XML or has a document type, or
   *     if a rule has no queue, no event or a filter that is neither prefix nor suffix
   */
  static List<NotificationRule> parse(String xml) {
    return rules(root(xml));
  }

  /**
   * Parses and validates a new configuration.
   *
   * @throws IllegalArgumentException also if a rule has an unsupported destination or event, or if
   *     two rules overlap
   */
  static NotificationConfiguration validated(String xml) {
    Element root = root(xml);
    for (String name : UNSUPPORTED) {
      if (elements(root, name).findFirst().isPresent()) {
        throw new IllegalArgumentException(
            "The local cloud delivers notifications to queues only, not to a " + name);
      }
    }
    List<NotificationRule> rules = rules(root);
    for (int i = 0; i < rules.size(); i++) {
      NotificationRule rule = rules.get(i);
      rule.requireKnownEvents();
      rules.subList(0, i).forEach(rule::requireDistinct);
    }
    return new NotificationConfiguration(rules);
  }

  /** Returns the document to be stored, in which every rule has an id. */
  String xml() {
    XmlWriter document = XmlWriter.s3("NotificationConfiguration");
    for (NotificationRule rule : rules) {
      document.start("QueueConfiguration").element("Id", rule.id());
      document.element("Queue", rule.queueArn());
      rule.events().forEach(event -> document.element("Event", event));
      if (!rule.prefix().isEmpty() || !rule.suffix().isEmpty()) {
        document.start("Filter").start("S3Key");
        filter(document, "Prefix", rule.prefix());
        filter(document, "Suffix", rule.suffix());
        document.end().end();
      }
      document.end();
    }
    return new String(document.bytes(), StandardCharsets.UTF_8);
  }

  private static void filter(XmlWriter document, String name, String value) {
    if (!value.isEmpty()) {
      document.start("FilterRule").element("Name", name).element("Value", value).end();
    }
  }

  private static List<NotificationRule> rules(Element root) {
    return elements(root, "QueueConfiguration").map(NotificationConfiguration::rule).toList();
  }

  private static NotificationRule rule(Element element) {
    String queue = text(element, "Queue");
    List<String> events = elements(element, "Event").map(each -> strip(each)).toList();
    if (queue.isEmpty() || events.isEmpty()) {
      throw new IllegalArgumentException("a configuration has no queue or no event");
    }
    String id = text(element, "Id");
    List<String> prefixes = new ArrayList<>();
    List<String> suffixes = new ArrayList<>();
    elements(element, "FilterRule").forEach(filter -> add(filter, prefixes, suffixes));
    return new NotificationRule(
        id.isEmpty() ? UUID.randomUUID().toString() : id,
        queue,
        events,
        String.join("", prefixes),
        String.join("", suffixes));
  }

  private static void add(Element filter, List<String> prefixes, List<String> suffixes) {
    List<String> target =
        switch (text(filter, "Name").toLowerCase(Locale.ROOT)) {
          case "prefix" -> prefixes;
          case "suffix" -> suffixes;
          default ->
              throw new IllegalArgumentException("filter rule name must be prefix or suffix");
        };
    if (!target.isEmpty()) {
      throw new IllegalArgumentException("a filter has two prefixes or two suffixes");
    }
    elements(filter, "Value").forEach(value -> target.add(value.getTextContent()));
  }

  private static String text(Element parent, String name) {
    return elements(parent, name).findFirst().map(each -> strip(each)).orElse("");
  }

  private static String strip(Element element) {
    return element.getTextContent().strip();
  }

  private static Stream<Element> elements(Element parent, String name) {
    NodeList found = parent.getElementsByTagNameNS("*", name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i));
  }

  private static Element root(String xml) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature(NO_DOCTYPE, true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(new InputSource(new StringReader(xml))).getDocumentElement();
    } catch (SAXException | IOException e) {
      throw new IllegalArgumentException("the configuration is not well-formed XML", e);
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("this JDK has no secure XML parser", e);
    }
  }
}
