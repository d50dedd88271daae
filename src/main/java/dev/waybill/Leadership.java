package dev.waybill;

import dev.waybill.audit.run.Takeover;
import dev.waybill.settings.ClusterSettings;
import dev.waybill.settings.ClusterSettings.Election;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.cluster.CamelClusterService;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.apache.camel.component.kubernetes.cluster.KubernetesClusterService;
import org.apache.camel.component.kubernetes.cluster.LeaseResourceType;

/** Who of the replicas keeps the schedules. */
final class Leadership {
  private final ClusterSettings settings;

  Leadership(ClusterSettings settings) {
    this.settings = settings;
  }

  /** What routes put in front of a timer: nothing where nobody is elected. */
  Properties properties() {
    Properties properties = new Properties();
    properties.setProperty(
        "waybill.leader", settings.election() == Election.NONE ? "" : "master:waybill:");
    return properties;
  }

  /** Joins the election; the routes that need it are started later. */
  void join(CamelContext context) throws Exception {
    switch (settings.election()) {
      case NONE -> {}
      case FILE -> context.addService(file());
      case KUBERNETES -> context.addService(kubernetes());
    }
  }

  private CamelClusterService file() {
    FileLockClusterService service = new FileLockClusterService();
    service.setRoot(settings.folder().toString());
    service.setAcquireLockDelay(1, TimeUnit.MILLISECONDS);
    service.setAcquireLockInterval(2, TimeUnit.SECONDS);
    return service;
  }

  private CamelClusterService kubernetes() {
    KubernetesClusterService service = new KubernetesClusterService();
    service.setLeaseResourceType(LeaseResourceType.Lease);
    service.setKubernetesResourceName(settings.lease());
    return service;
  }

  /** A leader need not wait for a run that its predecessor began. */
  Takeover takeover() {
    return settings.election() == Election.NONE ? Takeover.WHEN_OLD : Takeover.AT_ONCE;
  }
}
