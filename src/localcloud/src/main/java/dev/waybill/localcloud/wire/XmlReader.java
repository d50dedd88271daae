package dev.waybill.localcloud.wire;

import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** A small document from a stranger: no DTD, no entity, nothing fetched. */
public final class XmlReader {
  /** Deeper than any of S3's documents, and shallow enough for recursion. */
  private static final String DEEPEST = "64";

  private final Element element;

  private XmlReader(Element element) {
    this.element = element;
  }

  /**
   * Parses.
   *
   * @throws StoreException MalformedXML when it is no well-formed document
   */
  public static XmlReader parse(byte[] document) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setAttribute("jdk.xml.maxElementDepth", DEEPEST);
      factory.setNamespaceAware(true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler());
      return new XmlReader(builder.parse(new ByteArrayInputStream(document)).getDocumentElement());
    } catch (SAXException e) {
      throw new StoreException(S3ErrorCode.MALFORMED_XML);
    } catch (IOException | ParserConfigurationException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  public String name() {
    return element.getLocalName();
  }

  /** The children of that name, in order. */
  public List<XmlReader> children(String name) {
    List<XmlReader> children = new ArrayList<>();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child && child.getLocalName().equals(name)) {
        children.add(new XmlReader(child));
      }
    }
    return children;
  }

  /** The text of the first child of that name; null when there is none. */
  public @Nullable String text(String name) {
    List<XmlReader> children = children(name);
    return children.isEmpty() ? null : children.get(0).text();
  }

  /** The element's own text. */
  public String text() {
    return element.getTextContent();
  }
}
