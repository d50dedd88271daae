package dev.waybill.settings;

import java.nio.file.Path;

/**
 * How replicas agree on the one that keeps the schedules.
 *
 * @param election {@code waybill.cluster.election}
 * @param folder {@code waybill.cluster.folder}: of the lock file, for {@link Election#FILE}
 * @param lease {@code waybill.cluster.lease}: the name of the Kubernetes lease
 */
public record ClusterSettings(Election election, Path folder, String lease) {
  /** By what the leader is found. */
  public enum Election {
    /** Nobody is: every replica keeps the schedules, and conditional writes decide each run. */
    NONE,
    /** Who holds a lock in a folder that all replicas see. */
    FILE,
    /** Who holds a lease of the cluster. */
    KUBERNETES
  }

  /**
   * @throws IllegalArgumentException when the lease's name is none that Kubernetes takes
   */
  public ClusterSettings {
    Key.check(Keys.CLUSTER_LEASE, lease);
  }
}
