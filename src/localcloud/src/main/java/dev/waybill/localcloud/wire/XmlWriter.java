package dev.waybill.localcloud.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Writer of response documents. XML libraries reject the control characters that S3 writes as
 * numeric references, so this class writes XML without a library.
 */
public final class XmlWriter {
  private final StringBuilder out = new StringBuilder(512);
  private final Deque<String> open = new ArrayDeque<>();

  private XmlWriter(String root, String attributes) {
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<").append(root).append(attributes);
    out.append('>');
    open.push(root);
  }

  /** Starts a document in S3's namespace. */
  public static XmlWriter s3(String root) {
    return new XmlWriter(root, " xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"");
  }

  /** Starts a document in another namespace, which is written without escaping. */
  public static XmlWriter in(String namespace, String root) {
    return new XmlWriter(root, " xmlns=\"" + namespace + "\"");
  }

  /** Starts a document without a namespace, such as an error. */
  public static XmlWriter plain(String root) {
    return new XmlWriter(root, "");
  }

  public XmlWriter start(String name) {
    out.append('<').append(name).append('>');
    open.push(name);
    return this;
  }

  /** Starts an element with attributes, which are written without escaping. */
  public XmlWriter start(String name, String attributes) {
    out.append('<').append(name).append(' ').append(attributes).append('>');
    open.push(name);
    return this;
  }

  /** Writes an element with text; nothing when the value is null. */
  public XmlWriter element(String name, @Nullable String value) {
    if (value != null) {
      out.append('<').append(name).append('>');
      escape(value);
      out.append("</").append(name).append('>');
    }
    return this;
  }

  /** Writes text into the open element. */
  public XmlWriter text(String value) {
    escape(value);
    return this;
  }

  public XmlWriter end() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /** Ends every open element and returns the document. */
  public byte[] bytes() {
    while (!open.isEmpty()) {
      end();
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void escape(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        default -> {
          if (c < ' ') {
            out.append("&#x").append(Integer.toHexString(c)).append(';');
          } else {
            out.append(c);
          }
        }
      }
    }
  }
}
