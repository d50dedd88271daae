package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.waybill.settings.ClusterSettings;
import dev.waybill.settings.ClusterSettings.Election;
import dev.waybill.settings.ReplicaWork;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Test of the election by a Kubernetes lease, against an API server without leases. */
final class KubernetesLeaseTest {
  private final Queue<String> requests = new ConcurrentLinkedQueue<>();
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
          byte[] body =
              "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":404}"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(404, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    System.setProperty("kubernetes.master", "http://127.0.0.1:" + server.getAddress().getPort());
    System.setProperty("kubernetes.namespace", "audits");
  }

  @AfterEach
  void stop() {
    System.clearProperty("kubernetes.master");
    System.clearProperty("kubernetes.namespace");
    server.stop(0);
  }

  @Test
  void doesNotLeadWithoutALease() throws Exception {
    CamelContext context = new DefaultCamelContext();
    Leadership leadership =
        new Leadership(
            new ClusterSettings(
                Election.KUBERNETES,
                Path.of("unused"),
                "waybill",
                EnumSet.allOf(ReplicaWork.class)));
    try {
      leadership.join(context);
      context.start();

      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .until(
              () ->
                  requests.stream()
                      .anyMatch(
                          it ->
                              it.equals(
                                  "GET /apis/coordination.k8s.io/v1/namespaces/audits/leases/"
                                      + "waybill-waybill")));
      assertThat(leadership.leads()).isFalse();
    } finally {
      context.stop();
    }
  }
}
