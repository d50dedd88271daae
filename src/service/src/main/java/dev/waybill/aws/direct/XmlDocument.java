package dev.waybill.aws.direct;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Small, flat XML document from S3.
 *
 * @param root name of the root element
 * @param elements text of the inner elements by name; the first text of repeated elements is kept
 */
record XmlDocument(String root, Map<String, String> elements) {
  /** Limit far above the size of a copy result or an error document. */
  private static final int MAX_BYTES = 64 * 1024;

  /** Factory property of the JDK to reuse a reader, because creating one is slower than reading. */
  private static final String REUSE_READER = "reuse-instance";

  /** Factory of each thread, because a reused reader is not thread-safe. */
  private static final ThreadLocal<XMLInputFactory> FACTORY =
      ThreadLocal.withInitial(XmlDocument::createFactory);

  private static XMLInputFactory createFactory() {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    if (factory.isPropertySupported(REUSE_READER)) {
      factory.setProperty(REUSE_READER, true);
    }
    return factory;
  }

  /**
   * Reads a document to the end of the stream.
   *
   * @throws IOException when the document is longer than 64 KiB or not well-formed
   */
  static XmlDocument read(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new IOException("XML response is longer than " + MAX_BYTES + " bytes");
    }
    try {
      XMLStreamReader reader = FACTORY.get().createXMLStreamReader(new ByteArrayInputStream(bytes));
      try {
        return read(reader);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      throw new IOException("XML response is not well-formed", e);
    }
  }

  private static XmlDocument read(XMLStreamReader reader) throws XMLStreamException {
    String root = "";
    String element = "";
    Map<String, String> elements = new HashMap<>();
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          element = reader.getLocalName();
          root = root.isEmpty() ? element : root;
        }
        case XMLStreamConstants.CHARACTERS -> elements.putIfAbsent(element, reader.getText());
        case XMLStreamConstants.END_ELEMENT -> element = "";
        default -> {
          // Comments, whitespace and processing instructions carry no data.
        }
      }
    }
    return new XmlDocument(root, elements);
  }

  /** Returns the text of an element, or an empty string when there is none. */
  String element(String name) {
    return elements.getOrDefault(name, "");
  }
}
