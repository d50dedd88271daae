package dev.waybill.app;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Receiver of traces in OTLP over HTTP, which keeps the names of the spans of each trace. */
final class OtlpReceiver implements AutoCloseable {
  private static final int LENGTH_DELIMITED = 2;

  private final HttpServer server;
  private final List<Span> spans = new CopyOnWriteArrayList<>();

  private record Span(String trace, String name) {}

  private record Field(int number, ByteBuffer value) {}

  OtlpReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/traces",
        exchange -> {
          read(ByteBuffer.wrap(exchange.getRequestBody().readAllBytes()));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Returns the names of the spans by the id of their trace. */
  Map<String, List<String>> traces() {
    Map<String, List<String>> traces = new TreeMap<>();
    spans.forEach(
        span -> traces.computeIfAbsent(span.trace(), id -> new ArrayList<>()).add(span.name()));
    return traces;
  }

  /** Reads ExportTraceServiceRequest of the OTLP protocol. */
  private void read(ByteBuffer request) {
    for (ByteBuffer resourceSpans : all(request, 1)) {
      for (ByteBuffer scopeSpans : all(resourceSpans, 2)) {
        for (ByteBuffer span : all(scopeSpans, 2)) {
          byte[] trace = bytes(all(span, 1).get(0));
          byte[] name = bytes(all(span, 5).get(0));
          spans.add(
              new Span(HexFormat.of().formatHex(trace), new String(name, StandardCharsets.UTF_8)));
        }
      }
    }
  }

  private static List<ByteBuffer> all(ByteBuffer message, int number) {
    List<ByteBuffer> values = new ArrayList<>();
    ByteBuffer rest = message.duplicate();
    while (rest.hasRemaining()) {
      Field field = next(rest);
      if (field.number() == number) {
        values.add(field.value());
      }
    }
    return values;
  }

  private static Field next(ByteBuffer message) {
    long tag = varint(message);
    int length =
        switch ((int) (tag & 7)) {
          case 0 -> varintLength(message);
          case 1 -> Long.BYTES;
          case LENGTH_DELIMITED -> (int) varint(message);
          case 5 -> Integer.BYTES;
          default -> throw new IllegalStateException("wire type of " + tag);
        };
    ByteBuffer value = message.slice(message.position(), length);
    message.position(message.position() + length);
    return new Field((int) (tag >> 3), value);
  }

  private static int varintLength(ByteBuffer message) {
    int start = message.position();
    long unused = varint(message);
    int length = message.position() - start;
    message.position(start);
    return length;
  }

  private static long varint(ByteBuffer message) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = message.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  private static byte[] bytes(ByteBuffer value) {
    byte[] bytes = new byte[value.remaining()];
    value.duplicate().get(bytes);
    return bytes;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
