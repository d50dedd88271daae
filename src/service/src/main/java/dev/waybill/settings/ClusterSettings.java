package dev.waybill.settings;

import java.nio.file.Path;
import java.util.Set;

/**
 * Work of this replica, and the election of the one that runs the schedules.
 *
 * @param election mechanism of the election
 * @param folder folder of the lock file, for {@link Election#FILE}
 * @param lease name of the Kubernetes lease, for {@link Election#KUBERNETES}
 * @param work kinds of work that this replica does; not empty
 */
public record ClusterSettings(Election election, Path folder, String lease, Set<ReplicaWork> work) {
  /** Mechanism that elects the leader. */
  public enum Election {
    /** No leader: every replica runs the schedules, and conditional writes decide each run. */
    NONE,
    /** Leader holds a lock in a folder that all replicas share. */
    FILE,
    /** Leader holds a lease of the Kubernetes cluster. */
    KUBERNETES
  }

  /**
   * @throws IllegalArgumentException when Kubernetes would reject the lease's name, or the replica
   *     would do nothing
   */
  public ClusterSettings {
    ServiceDeclarations.CLUSTER_LEASE.check(lease);
    ServiceDeclarations.CLUSTER_WORK.check(work);
  }

  /** Returns true when this replica does a kind of work. */
  public boolean does(ReplicaWork kind) {
    return work.contains(kind);
  }
}
