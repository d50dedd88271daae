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
 * One of S3's answers in XML that has no nesting to speak of.
 *
 * @param root the name of the outermost element
 * @param elements the text of those inside, by name
 */
record SmallDocument(String root, Map<String, String> elements) {
  /** Far above what S3 answers to a copy, and to most errors. */
  private static final int MOST_BYTES = 64 * 1024;

  /** The JDK's can use one reader again and again, which it makes more slowly than it reads. */
  private static final String REUSE = "reuse-instance";

  /** One for each thread, because a reader that is used again can be used by one at a time. */
  private static final ThreadLocal<XMLInputFactory> FACTORY =
      ThreadLocal.withInitial(SmallDocument::factory);

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    if (factory.isPropertySupported(REUSE)) {
      factory.setProperty(REUSE, true);
    }
    return factory;
  }

  /**
   * Reads a document to its end.
   *
   * @throws IOException when it is longer than any that is expected, or is none
   */
  static SmallDocument read(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new IOException("an answer of more than " + MOST_BYTES + " bytes");
    }
    try {
      XMLStreamReader reader = FACTORY.get().createXMLStreamReader(new ByteArrayInputStream(bytes));
      try {
        return read(reader);
      } finally {
        reader.close();
      }
    } catch (XMLStreamException e) {
      throw new IOException("an answer that is no XML", e);
    }
  }

  private static SmallDocument read(XMLStreamReader reader) throws XMLStreamException {
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
          // Comments and the like say nothing.
        }
      }
    }
    return new SmallDocument(root, elements);
  }

  String element(String name) {
    return elements.getOrDefault(name, "");
  }
}
