package dev.waybill.localcloud.trail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Who called, as CloudTrail's {@code userIdentity} says it. */
record CallerIdentity(String account, String accessKeyId, Instant time) {
  private static final String ANONYMOUS = "ANONYMOUS";
  private static final String LONG_TERM = "AKIA";

  void describe(ObjectNode identity) {
    if (accessKeyId.equals(ANONYMOUS)) {
      identity.put("type", "AWSAccount").put("principalId", "").put("accountId", ANONYMOUS);
    } else if (accessKeyId.startsWith(LONG_TERM)) {
      user(identity);
    } else {
      role(identity);
    }
  }

  private void user(ObjectNode identity) {
    identity.put("type", "IAMUser").put("principalId", accessKeyId);
    identity.put("arn", "arn:aws:iam::" + account + ":user/" + accessKeyId);
    identity.put("accountId", account).put("accessKeyId", accessKeyId);
    identity.put("userName", accessKeyId);
  }

  private void role(ObjectNode identity) {
    identity.put("type", "AssumedRole").put("principalId", accessKeyId + ":session");
    identity.put("arn", "arn:aws:sts::" + account + ":assumed-role/" + accessKeyId + "/session");
    identity.put("accountId", account).put("accessKeyId", accessKeyId);
    ObjectNode context = identity.putObject("sessionContext");
    ObjectNode issuer = context.putObject("sessionIssuer");
    issuer.put("type", "Role").put("principalId", accessKeyId);
    issuer.put("arn", "arn:aws:iam::" + account + ":role/" + accessKeyId);
    issuer.put("accountId", account).put("userName", accessKeyId);
    ObjectNode attributes = context.putObject("attributes");
    attributes.put("creationDate", time.truncatedTo(ChronoUnit.SECONDS).toString());
    attributes.put("mfaAuthenticated", "true");
  }
}
