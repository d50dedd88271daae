package dev.waybill.localcloud.wire;

/**
 * Whom an access key id stands for, wherever it is told: one that begins with {@code AKIA} is a
 * user's long-lived key, every other one belongs to a session of a role.
 */
public record Principal(String account, String accessKeyId) {
  private static final String LONG_TERM = "AKIA";
  private static final String SESSION = "session";

  public boolean isUser() {
    return accessKeyId.startsWith(LONG_TERM);
  }

  /** The unique id, as CloudTrail's {@code principalId} has it. */
  public String id() {
    return isUser() ? accessKeyId : accessKeyId + ":" + SESSION;
  }

  public String arn() {
    return isUser()
        ? "arn:aws:iam::" + account + ":user/" + accessKeyId
        : "arn:aws:sts::" + account + ":assumed-role/" + accessKeyId + "/" + SESSION;
  }
}
