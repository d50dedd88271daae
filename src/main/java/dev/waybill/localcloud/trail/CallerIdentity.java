package dev.waybill.localcloud.trail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.wire.Principal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Who called, as CloudTrail's {@code userIdentity} says it. */
record CallerIdentity(String account, String accessKeyId, Instant time) {
  private static final String ANONYMOUS = "ANONYMOUS";

  void describe(ObjectNode identity) {
    Principal principal = new Principal(account, accessKeyId);
    if (accessKeyId.equals(ANONYMOUS)) {
      identity.put("type", "AWSAccount").put("principalId", "").put("accountId", ANONYMOUS);
      return;
    }
    identity.put("type", principal.isUser() ? "IAMUser" : "AssumedRole");
    identity.put("principalId", principal.id()).put("arn", principal.arn());
    identity.put("accountId", account).put("accessKeyId", accessKeyId);
    if (principal.isUser()) {
      identity.put("userName", accessKeyId);
    } else {
      session(identity.putObject("sessionContext"));
    }
  }

  private void session(ObjectNode context) {
    ObjectNode issuer = context.putObject("sessionIssuer");
    issuer.put("type", "Role").put("principalId", accessKeyId);
    issuer.put("arn", "arn:aws:iam::" + account + ":role/" + accessKeyId);
    issuer.put("accountId", account).put("userName", accessKeyId);
    ObjectNode attributes = context.putObject("attributes");
    attributes.put("creationDate", time.truncatedTo(ChronoUnit.SECONDS).toString());
    attributes.put("mfaAuthenticated", "true");
  }
}
