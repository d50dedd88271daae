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

/** Small XML document from untrusted input, parsed without DTDs, entities or external resources. */
public final class XmlReader {
  /** Exceeds the depth of every S3 document and is safe for recursion. */
  private static final String MAX_DEPTH = "64";

  private final Element element;

  private XmlReader(Element element) {
    this.element = element;
  }

  /**
   * Parses a document.
   *
   * @throws StoreException MalformedXML when the document is not well-formed
   */
  public static XmlReader parse(byte[] document) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setAttribute("jdk.xml.maxElementDepth", MAX_DEPTH);
      factory.setNamespaceAware(true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler());
      return new XmlReader(builder.parse(new ByteArrayInputStream(document)).getDocumentElement());
    } catch (SAXException e) {
      throw new StoreException(S3ErrorCode.MALFORMED_XML);
    } catch (IOException | ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  public String name() {
    return element.getLocalName();
  }

  /** Returns the children with this name, in document order. */
  public List<XmlReader> children(String name) {
    List<XmlReader> children = new ArrayList<>();
    for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element child && child.getLocalName().equals(name)) {
        children.add(new XmlReader(child));
      }
    }
    return children;
  }

  /** Returns the text of the first child with this name; null when there is none. */
  public @Nullable String text(String name) {
    List<XmlReader> children = children(name);
    return children.isEmpty() ? null : children.get(0).text();
  }

  /** Returns the text of the element. */
  public String text() {
    return element.getTextContent();
  }
}
