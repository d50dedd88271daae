package dev.waybill.localcloud.notify;

import java.util.List;
import java.util.Map;

/** The names of S3's events. */
final class EventNames {
  private static final String S3 = "s3:";
  private static final String ANY = "*";

  private static final Map<String, List<String>> KINDS =
      Map.ofEntries(
          Map.entry("ObjectCreated", List.of("Put", "Post", "Copy", "CompleteMultipartUpload")),
          Map.entry("ObjectRemoved", List.of("Delete", "DeleteMarkerCreated")),
          Map.entry("ObjectRestore", List.of("Post", "Completed", "Delete")),
          Map.entry("ObjectTagging", List.of("Put", "Delete")),
          Map.entry("LifecycleExpiration", List.of("Delete", "DeleteMarkerCreated")),
          Map.entry(
              "Replication",
              List.of(
                  "OperationFailedReplication",
                  "OperationMissedThreshold",
                  "OperationReplicatedAfterThreshold",
                  "OperationNotTracked")));

  private static final List<String> SINGLE =
      List.of(
          "s3:ReducedRedundancyLostObject",
          "s3:LifecycleTransition",
          "s3:IntelligentTiering",
          "s3:ObjectAcl:Put");

  private EventNames() {}

  static boolean known(String event) {
    if (SINGLE.contains(event)) {
      return true;
    }
    int colon = event.lastIndexOf(':');
    if (!event.startsWith(S3) || colon < S3.length()) {
      return false;
    }
    String what = event.substring(colon + 1);
    List<String> kinds = KINDS.get(event.substring(S3.length(), colon));
    return kinds != null && (what.equals(ANY) || kinds.contains(what));
  }

  /** Whether some event falls under both. */
  static boolean overlap(String one, String two) {
    return one.equals(two) || covers(one, two) || covers(two, one);
  }

  private static boolean covers(String any, String event) {
    return any.endsWith(":" + ANY) && event.startsWith(any.substring(0, any.length() - 1));
  }
}
