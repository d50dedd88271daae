package dev.waybill.localcloud.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.localcloud.store.ObjectStore;
import dev.waybill.localcloud.wire.Principal;
import dev.waybill.localcloud.wire.SigV4;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Test of calls that cannot be recorded, which must fail. */
final class UnrecordedCallTest {
  @TempDir private Path data;

  @Test
  void callFailsWhenItCannotBeRecorded() throws Exception {
    Server server = new Server(0);
    try (ObjectStore store = ObjectStore.open(data, Clock.systemUTC())) {
      store.createBucket("bucket", false);
      server.setHandler(
          new S3Handler(
              store,
              new SigV4("test", Clock.systemUTC()),
              "000000000000",
              "us-east-1",
              key -> key,
              id -> Principal.of("000000000000", id),
              (bucket, xml) -> xml,
              access -> {
                throw new UncheckedIOException(new IOException("no space left"));
              },
              Interceptor.NONE));
      server.start();
      int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
      HttpRequest anonymous =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/bucket/key")).build();
      HttpResponse<String> response =
          HttpClient.newHttpClient().send(anonymous, BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(500);
    } finally {
      server.stop();
    }
  }
}
