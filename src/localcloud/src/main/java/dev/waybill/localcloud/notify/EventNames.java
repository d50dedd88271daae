package dev.waybill.localcloud.notify;

import java.util.List;
import java.util.Map;

/** Names of S3 event types. */
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

  static boolean isKnown(String event) {
    if (SINGLE.contains(event)) {
      return true;
    }
    int colon = event.lastIndexOf(':');
    if (!event.startsWith(S3) || colon < S3.length()) {
      return false;
    }
    String kind = event.substring(colon + 1);
    List<String> kinds = KINDS.get(event.substring(S3.length(), colon));
    return kinds != null && (kind.equals(ANY) || kinds.contains(kind));
  }

  /** Returns true when one event could match both names. */
  static boolean overlap(String one, String two) {
    return one.equals(two) || covers(one, two) || covers(two, one);
  }

  private static boolean covers(String pattern, String event) {
    return pattern.endsWith(":" + ANY)
        && event.startsWith(pattern.substring(0, pattern.length() - 1));
  }
}
