package dev.waybill.settings;

import java.nio.file.Path;

/**
 * Election of the replica that runs the schedules.
 *
 * @param election mechanism of the election
 * @param folder folder of the lock file, for {@link Election#FILE}
 * @param lease name of the Kubernetes lease, for {@link Election#KUBERNETES}
 */
public record ClusterSettings(Election election, Path folder, String lease) {
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
   * @throws IllegalArgumentException when Kubernetes would reject the lease's name
   */
  public ClusterSettings {
    ServiceDeclarations.CLUSTER_LEASE.check(lease);
  }
}
