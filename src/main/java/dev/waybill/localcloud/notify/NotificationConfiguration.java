package dev.waybill.localcloud.notify;

import java.io.IOException;
import java.io.StringReader;
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
 * Reads the body of PutBucketNotificationConfiguration. Only queues are told; configurations of
 * topics and functions are passed over.
 */
public final class NotificationConfiguration {
  private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

  private NotificationConfiguration() {}

  /**
   * The rules in a configuration, in its order.
   *
   * @throws IllegalArgumentException if it is no well-formed XML without a document type, or a rule
   *     names no queue, no event or a filter that is neither prefix nor suffix
   */
  public static List<NotificationRule> parse(String xml) {
    return elements(root(xml), "QueueConfiguration").map(NotificationConfiguration::rule).toList();
  }

  private static NotificationRule rule(Element element) {
    String queue = text(element, "Queue");
    List<String> events = elements(element, "Event").map(each -> strip(each)).toList();
    if (queue.isEmpty() || events.isEmpty()) {
      throw new IllegalArgumentException("a configuration names no queue or no event");
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
      throw new IllegalArgumentException("a filter names prefix or suffix twice");
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
      throw new IllegalStateException("this Java has no safe XML parser", e);
    }
  }
}
