package dev.waybill.app;

import dev.waybill.audit.run.Takeover;
import dev.waybill.settings.ClusterSettings;
import dev.waybill.settings.ClusterSettings.Election;
import dev.waybill.settings.ReplicaWork;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.cluster.CamelClusterService;
import org.apache.camel.cluster.CamelClusterView;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.jspecify.annotations.Nullable;

/** Election of the replica that runs the schedules. */
final class Leadership {
  private static final String GROUP = "waybill";

  private final ClusterSettings settings;
  private volatile @Nullable CamelClusterView view;
  private volatile @Nullable LeaseElection election;

  Leadership(ClusterSettings settings) {
    this.settings = settings;
  }

  /** Joins the election; call it once the context exists. */
  void join(CamelContext context) throws Exception {
    if (!mayLead()) {
      return;
    }
    switch (settings.election()) {
      case NONE -> {}
      case FILE -> join(context, file());
      case KUBERNETES -> {
        LeaseElection joined = new LeaseElection(settings.lease() + "-" + GROUP);
        election = joined;
        context.addService(joined);
      }
    }
  }

  private void join(CamelContext context, CamelClusterService service) throws Exception {
    context.addService(service);
    view = service.getView(GROUP);
  }

  /**
   * Returns true when this replica runs the schedules; without an election every replica with
   * schedules does.
   */
  boolean leads() {
    return mayLead()
        && switch (settings.election()) {
          case NONE -> true;
          case FILE -> leadsGroup(view);
          case KUBERNETES -> holdsLease(election);
        };
  }

  private static boolean leadsGroup(@Nullable CamelClusterView group) {
    return group != null && group.getLocalMember().isLeader();
  }

  private static boolean holdsLease(@Nullable LeaseElection lease) {
    return lease != null && lease.leads();
  }

  private boolean mayLead() {
    return settings.does(ReplicaWork.SCHEDULES);
  }

  /** Returns the role of this replica, for people. */
  String role() {
    if (!mayLead()) {
      return "worker: this replica never runs schedules (waybill.cluster.work)";
    }
    if (settings.election() == Election.NONE) {
      return "no election: every replica runs the schedules";
    }
    return leads()
        ? "leader: this replica runs the schedules"
        : "follower: this replica runs no schedules while another one leads";
  }

  private CamelClusterService file() {
    FileLockClusterService service = new FileLockClusterService();
    service.setRoot(settings.folder().toString());
    service.setAcquireLockDelay(1, TimeUnit.MILLISECONDS);
    service.setAcquireLockInterval(2, TimeUnit.SECONDS);
    return service;
  }

  /** Returns the takeover policy: an elected leader does not wait for its predecessor's run. */
  Takeover takeover() {
    return settings.election() == Election.NONE ? Takeover.WHEN_OLD : Takeover.AT_ONCE;
  }
}
