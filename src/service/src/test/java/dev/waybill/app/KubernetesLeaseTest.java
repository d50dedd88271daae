package dev.waybill.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.settings.ClusterSettings;
import dev.waybill.settings.ClusterSettings.Election;
import dev.waybill.settings.ReplicaWork;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Test of the election by a Kubernetes lease, against an API server in this process. */
final class KubernetesLeaseTest {
  private static final String LEASES = "/apis/coordination.k8s.io/v1/namespaces/audits/leases";
  private static final String OTHER = "waybill-other";

  private final CamelContext context = new DefaultCamelContext();
  private String own;
  private FakeLeaseApi api;
  private Leadership leadership;

  @BeforeEach
  void start() throws Exception {
    own =
        Objects.requireNonNullElse(
            System.getenv("HOSTNAME"), InetAddress.getLocalHost().getHostName());
    api = new FakeLeaseApi();
    System.setProperty("kubernetes.master", api.url());
    System.setProperty("kubernetes.namespace", "audits");
    leadership =
        new Leadership(
            new ClusterSettings(
                Election.KUBERNETES,
                Path.of("unused"),
                "waybill",
                EnumSet.allOf(ReplicaWork.class)));
  }

  @AfterEach
  void stop() {
    context.stop();
    System.clearProperty("kubernetes.master");
    System.clearProperty("kubernetes.namespace");
    api.close();
  }

  @Test
  void leadsWithTheLease() throws Exception {
    join();

    await(leadership::leads);

    assertThat(api.holder()).isEqualTo(own);
    assertThat(api.requests()).contains("POST " + LEASES, "GET " + LEASES + "/waybill-waybill");
  }

  @Test
  void renewsTheLease() throws Exception {
    join();
    await(leadership::leads);

    await(() -> renewals() >= 2);

    assertThat(leadership.leads()).isTrue();
    assertThat(api.holder()).isEqualTo(own);
  }

  @Test
  void doesNotLeadWithoutALease() throws Exception {
    api.setDown(true);

    join();

    await(() -> api.requests().contains("GET " + LEASES + "/waybill-waybill"));
    assertThat(leadership.leads()).isFalse();
  }

  /** A conflict is not repeated by the client, and 503 is. */
  @ParameterizedTest
  @ValueSource(ints = {409, 503})
  void leadsAgainAfterAFailedRenewal(int code) throws Exception {
    join();
    await(leadership::leads);
    api.failUpdates(1, code);

    await(() -> renewals() >= 3);
    await(leadership::leads);

    assertThat(api.holder()).isEqualTo(own);
  }

  private long renewals() {
    return api.requests().stream()
        .filter(it -> it.equals("PATCH " + LEASES + "/waybill-waybill"))
        .count();
  }

  @Test
  void stopsLeadingWhenAnotherPodHasTheLease() throws Exception {
    join();
    await(leadership::leads);

    api.give(OTHER);

    await(() -> !leadership.leads());
    assertThat(leadership.role()).startsWith("follower:");
    assertThat(api.holder()).isEqualTo(OTHER);
  }

  /** Another pod that does not renew it is gone, or cannot reach the API. */
  @Test
  void takesTheLeaseThatIsNotRenewed() throws Exception {
    join();
    await(leadership::leads);
    api.give(OTHER);
    await(() -> !leadership.leads());

    await(leadership::leads);
    assertThat(api.holder()).isEqualTo(own);
  }

  @Test
  void releasesTheLeaseAtAStop() throws Exception {
    join();
    await(leadership::leads);
    assertThat(api.seconds()).isEqualTo(15);

    context.stop();

    assertThat(leadership.leads()).isFalse();
    assertThat(api.seconds()).isOne();
  }

  @Test
  void needsNoRightOnPods() throws Exception {
    join();
    await(leadership::leads);

    assertThat(api.requests()).allSatisfy(it -> assertThat(it).contains(LEASES));
  }

  @Test
  void stopsLeadingWhileTheApiIsAway() throws Exception {
    join();
    await(leadership::leads);

    api.setDown(true);
    await(() -> !leadership.leads());

    api.setDown(false);
    await(leadership::leads);
    assertThat(api.holder()).isEqualTo(own);
  }

  private void join() throws Exception {
    leadership.join(context);
    context.start();
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofMinutes(1)).until(condition);
  }
}
