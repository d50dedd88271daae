package dev.waybill.testing;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** HTTP/1.1 message as it was sent, so that a proxy does not break its signature. */
public final class HttpMessage {
  /** Headers between a client and the proxy only. */
  private static final Set<String> HOP = Set.of("connection", "expect");

  private static final String END = "\r\n";

  private final String start;
  private final Map<String, String> headers;
  private final byte[] body;

  private HttpMessage(String start, Map<String, String> headers, byte[] body) {
    this.start = start;
    this.headers = headers;
    this.body = body;
  }

  /** Reads a request, and agrees to receive its body; returns null at the end of the stream. */
  static @Nullable HttpMessage readRequest(InputStream in, OutputStream client) throws IOException {
    String start = readLine(in);
    if (start.isEmpty()) {
      return null;
    }
    Map<String, String> headers = readHeaders(in);
    if (headers.containsKey("expect")) {
      client.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    String encoding = headers.getOrDefault("transfer-encoding", "");
    byte[] body =
        encoding.equals("chunked")
            ? readChunks(in)
            : in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
    return new HttpMessage(start, headers, body);
  }

  /** Reads a response that ends with its connection. */
  static HttpMessage readResponse(InputStream in) throws IOException {
    String start = readLine(in);
    if (start.isEmpty()) {
      throw new EOFException("no response");
    }
    return new HttpMessage(start, readHeaders(in), in.readAllBytes());
  }

  public String start() {
    return start;
  }

  /** Returns the first value of each header, by lower-case name. */
  public Map<String, String> headers() {
    return headers;
  }

  /** Returns the bytes after the headers, with the framing of chunks. */
  public byte[] body() {
    return body;
  }

  /** Returns the bytes of the first line and the headers, with more headers. */
  public byte[] head(String... more) {
    StringBuilder text = new StringBuilder(start).append(END);
    headers.forEach(
        (name, value) -> {
          if (!HOP.contains(name)) {
            text.append(name).append(": ").append(value).append(END);
          }
        });
    List.of(more).forEach(header -> text.append(header).append(END));
    return text.append(END).toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  private static Map<String, String> readHeaders(InputStream in) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line = readLine(in); !line.isEmpty(); line = readLine(in)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    return headers;
  }

  private static byte[] readChunks(InputStream in) throws IOException {
    ByteArrayOutputStream framed = new ByteArrayOutputStream();
    int size;
    do {
      String line = readLine(in);
      size = Integer.parseInt(line.replaceAll(";.*", ""), 16);
      framed.write((line + END).getBytes(StandardCharsets.ISO_8859_1));
      framed.write(in.readNBytes(size));
      String last = readLine(in);
      while (size == 0 && !last.isEmpty()) {
        framed.write((last + END).getBytes(StandardCharsets.ISO_8859_1));
        last = readLine(in);
      }
      framed.write(END.getBytes(StandardCharsets.ISO_8859_1));
    } while (size > 0);
    return framed.toByteArray();
  }

  private static String readLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
      if (octet != '\r') {
        line.write(octet);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }
}
