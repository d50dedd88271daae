package dev.waybill.localcloud.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of raw HTTP requests that no SDK sends. */
final class RawSocketTest {
  @TempDir private static Path data;
  private static SignedS3Client s3;

  @BeforeAll
  static void start() throws Exception {
    s3 = new SignedS3Client(data);
    s3.send("PUT", "/bucket", "");
  }

  @AfterAll
  static void stop() throws IOException {
    s3.close();
  }

  @Test
  void doesNotWaitForTheStalledBodyOfARejectedRequest() throws IOException {
    long start = System.nanoTime();
    String response =
        exchange("PUT /bucket/key HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000");
    assertThat(response).startsWith("HTTP/1.1 403").contains("<Code>AccessDenied</Code>");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void rejectsARequestThatExpects100ContinueBeforeItsBody() throws IOException {
    String response =
        exchange(
            "PUT /bucket/key HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n"
                + "Expect: 100-continue");
    assertThat(response).startsWith("HTTP/1.1 403").doesNotContain("100 Continue");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1:4566", "[::1]:4566", "LOCALHOST:1"})
  void readsTheBucketFromThePathForTheseHosts(String host) throws IOException {
    assertThat(exchange("GET /bucket/key HTTP/1.1\r\nHost: " + host))
        .contains("<Resource>/bucket/key</Resource>");
  }

  @ParameterizedTest
  @CsvSource({"bucket.localhost:4566", "bucket.s3.localhost"})
  void readsTheBucketFromTheseHostNames(String host) throws IOException {
    assertThat(exchange("GET /a/key HTTP/1.1\r\nHost: " + host))
        .contains("<Resource>/bucket/a/key</Resource>")
        .contains("<Code>AccessDenied</Code>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.com", "bucket.s3.amazonaws.com", "127.0.0.1.example.com:80"})
  void rejectsAnUnknownHostWithAHint(String host) throws IOException {
    assertThat(exchange("GET /bucket/key HTTP/1.1\r\nHost: " + host))
        .startsWith("HTTP/1.1 400")
        .contains("<Code>InvalidRequest</Code>")
        .contains("is not served here");
  }

  @Test
  void respondsInXmlToARequestThatCannotBeParsed() throws IOException {
    assertThat(exchange("GET /bucket/%zz HTTP/1.1\r\nHost: localhost"))
        .startsWith("HTTP/1.1 400")
        .contains("<Error><Code>");
    assertThat(exchange("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(40_000)))
        .startsWith("HTTP/1.1 431")
        .contains("<Code>RequestHeaderSectionTooLarge</Code>");
  }

  @Test
  void rejectsSignatureVersion2AndFormUploads() throws IOException {
    assertThat(
            exchange(
                "GET /bucket/key?AWSAccessKeyId=a&Signature=b&Expires=9 HTTP/1.1\r\n"
                    + "Host: localhost"))
        .startsWith("HTTP/1.1 400")
        .contains("Please use AWS4-HMAC-SHA256.");
    assertThat(
            exchange(
                "POST /bucket HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n"
                    + "Content-Type: multipart/form-data; boundary=x"))
        .startsWith("HTTP/1.1 501");
  }

  /** Sends a request head and returns everything until the server closes the connection. */
  private static String exchange(String head) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), s3.port())) {
      socket.setSoTimeout(20_000);
      String closing =
          head.contains("Expect") || head.contains("1000") ? "" : "\r\nConnection: close";
      socket
          .getOutputStream()
          .write((head + closing + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
