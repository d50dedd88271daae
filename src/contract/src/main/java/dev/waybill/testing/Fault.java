package dev.waybill.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Fault of a server or a network: a response that is wrong, slow or missing. */
@FunctionalInterface
public interface Fault {
  /** Request with a fault, and the means to answer it. */
  interface Call {
    FaultProxy.Request request();

    /** Sends the request to the server and returns its response. */
    HttpMessage forward() throws IOException;

    /** Stream to the client; the proxy closes it after the fault. */
    OutputStream client();

    /** Latch that opens when the proxy is closed. */
    CountDownLatch closed();
  }

  void answer(Call call) throws IOException, InterruptedException;

  /**
   * Returns a fault that closes the connection within the body.
   *
   * @param sent number of bytes of the body that are sent
   */
  static Fault cutBody(int sent) {
    return call -> {
      HttpMessage response = call.forward();
      call.client().write(response.head());
      call.client().write(response.body(), 0, sent);
    };
  }

  /** Returns a fault that closes the connection after the first header. */
  static Fault cutHeaders() {
    return call -> {
      String head = new String(call.forward().head(), StandardCharsets.ISO_8859_1);
      int end = head.indexOf('\n', head.indexOf('\n') + 1) + 1;
      call.client().write(head.substring(0, end).getBytes(StandardCharsets.ISO_8859_1));
    };
  }

  /** Returns a fault that flips a bit of the body. */
  static Fault flipBit() {
    return call -> {
      HttpMessage response = call.forward();
      byte[] body = response.body().clone();
      body[0] ^= 1;
      call.client().write(response.head());
      call.client().write(body);
    };
  }

  /** Returns a fault that sends the body byte by byte, with a pause before each one. */
  static Fault trickleBody(Duration pause) {
    return call -> {
      HttpMessage response = call.forward();
      call.client().write(response.head());
      trickle(call, response.body(), pause);
    };
  }

  /** Returns a fault that sends the headers byte by byte, with a pause before each one. */
  static Fault trickleHeaders(Duration pause) {
    return call -> trickle(call, call.forward().head(), pause);
  }

  private static void trickle(Call call, byte[] bytes, Duration pause)
      throws IOException, InterruptedException {
    for (byte octet : bytes) {
      call.client().flush();
      if (call.closed().await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      call.client().write(octet);
    }
  }

  /** Returns a fault that closes the connection after the server has carried out the request. */
  static Fault lostResponse() {
    return call -> {
      HttpMessage unused = call.forward();
    };
  }

  /** Returns a fault that reports an error although the server has carried out the request. */
  static Fault falseError(int status, String code) {
    return call -> {
      HttpMessage unused = call.forward();
      error(status, code).answer(call);
    };
  }

  /** Returns a fault that never sends a response. */
  static Fault silence() {
    return call -> call.closed().await();
  }

  /** Returns a fault that sends an error of S3 instead of forwarding the request. */
  static Fault error(int status, String code) {
    return call -> respond(call, status, "<Error><Code>" + code + "</Code></Error>", Instant.now());
  }

  /**
   * Returns a server whose clock differs: requests that are not signed at its time are rejected,
   * and others get this body.
   */
  static Fault clock(Duration offset, String body) {
    return call -> {
      Instant now = Instant.now().plus(offset);
      Duration skew = Duration.between(call.request().signedAt(), now).abs();
      if (skew.compareTo(Duration.ofMinutes(15)) > 0) {
        respond(call, 403, "<Error><Code>RequestTimeTooSkewed</Code></Error>", now);
      } else {
        respond(call, 200, body, now);
      }
    };
  }

  private static void respond(Call call, int status, String body, Instant time) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
    String head =
        "HTTP/1.1 %d Fault\r\nDate: %s\r\nConnection: close\r\nContent-Length: %d\r\n\r\n"
            .formatted(status, date, bytes.length);
    call.client().write(head.getBytes(StandardCharsets.US_ASCII));
    call.client().write(bytes);
  }
}
