package dev.waybill.aws.direct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.waybill.signing.SigningKey;
import dev.waybill.testing.RecordingHttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@link PooledHttp} with a single connection, which each response must return to the pool. */
@Timeout(30)
final class PooledHttpTest {
  private static final Endpoint.Scope SCOPE = new Endpoint.Scope("eu-central-1", Endpoint.Scope.S3);
  private static final String TARGET = "/raw/a%20b/%2Fc%3F//d";

  private final RecordingHttpServer origin = new RecordingHttpServer();
  private final PooledHttp http = new PooledHttp(1);

  @AfterEach
  void close() {
    http.close();
    origin.close();
  }

  @Test
  void sendsPathUnchanged() throws IOException {
    send("GET", Payload.NONE).release();
    assertThat(origin.requests().get(0).path()).isEqualTo(TARGET);
    assertThat(origin.requests().get(0).headers()).containsEntry("x-amz-date", "now");
  }

  @Test
  void sendsBodyWithoutExpectHeader() throws IOException {
    Payload payload = Payload.of("{}".getBytes(StandardCharsets.UTF_8));
    send("PUT", payload).release();
    send("PUT", Payload.NONE).release();
    assertThat(origin.bodies()).containsExactly("{}", "");
    assertThat(origin.requests().get(0).headers())
        .containsEntry("content-length", "2")
        .doesNotContainKey("expect");
  }

  @Test
  void returnsConnectionAfterReadAbortOrError() throws IOException {
    origin.respondWith(200, "x".repeat(300_000));
    send("GET", Payload.NONE).body().readAllBytes();
    DirectResponse partlyRead = send("GET", Payload.NONE);
    assertThat(partlyRead.body().read()).isEqualTo('x');
    partlyRead.abort();
    send("HEAD", Payload.NONE).release();
    send("DELETE", Payload.NONE).release();
    origin.respondWith(404, "<Error><Code>NoSuchKey</Code></Error>");
    assertThat(send("GET", Payload.NONE).error(true).statusCode()).isEqualTo(404);
    origin.respondWith(503, "slow down");
    send("GET", Payload.NONE).abort();
    assertThat(send("GET", Payload.NONE).head().statusCode()).isEqualTo(503);
  }

  @Test
  void failsWithIoExceptionWhenServerIsDown() throws IOException {
    origin.close();
    assertThatThrownBy(() -> send("GET", Payload.NONE)).isInstanceOf(IOException.class);
  }

  @Test
  void rejectsServerWithUntrustedCertificate(@TempDir Path folder) throws Exception {
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(selfSigned(folder.resolve("server.p12"))));
    server.start();
    try {
      int port = server.getAddress().getPort();
      Endpoint untrusted =
          new Endpoint("https", "127.0.0.1", port, "127.0.0.1:" + port, "", SCOPE, "agent", null);
      assertThatThrownBy(() -> http.send(untrusted, request("GET", Payload.NONE), Map.of()))
          .isInstanceOf(SSLException.class);
    } finally {
      server.stop(0);
    }
  }

  private static SSLContext selfSigned(Path file) throws Exception {
    SigningKey.create(file, "password", "server");
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, "password".toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, "password".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private DirectResponse send(String method, Payload payload) throws IOException {
    URI url = URI.create(origin.url(""));
    String host = url.getHost() + ":" + url.getPort();
    Endpoint endpoint =
        new Endpoint("http", url.getHost(), url.getPort(), host, "", SCOPE, "agent", null);
    return http.send(endpoint, request(method, payload), Map.of("host", host, "x-amz-date", "now"));
  }

  private static DirectRequest request(String method, Payload payload) {
    return new DirectRequest(method, TARGET, "", new TreeMap<>(), payload);
  }
}
