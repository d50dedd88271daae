package dev.waybill.localcloud.trail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.wire.Principal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Who called, as CloudTrail's {@code userIdentity} says it. */
record EventCaller(Principal principal, Instant time) {
  private static final String ISSUED = "ASIA";

  void describe(ObjectNode identity) {
    switch (principal.kind()) {
      case NOBODY ->
          identity
              .put("type", "AWSAccount")
              .put("principalId", "")
              .put("accountId", Principal.ANONYMOUS);
      case ROOT -> known("Root", identity);
      case USER -> known("IAMUser", identity).put("userName", principal.name());
      case ROLE -> role(known("AssumedRole", identity));
    }
  }

  private ObjectNode known(String type, ObjectNode identity) {
    identity.put("type", type).put("principalId", principal.id()).put("arn", principal.arn());
    identity.put("accountId", principal.account()).put("accessKeyId", principal.accessKeyId());
    boolean issued = principal.accessKeyId().startsWith(ISSUED);
    if (issued && principal.kind() != Principal.Kind.ROLE) {
      attributes(identity.putObject("sessionContext"));
    }
    return identity;
  }

  private void role(ObjectNode identity) {
    ObjectNode context = identity.putObject("sessionContext");
    ObjectNode issuer = context.putObject("sessionIssuer");
    issuer.put("type", "Role").put("principalId", principal.name());
    issuer.put("arn", principal.roleArn());
    issuer.put("accountId", principal.account()).put("userName", principal.name());
    attributes(context);
  }

  private void attributes(ObjectNode context) {
    ObjectNode attributes = context.putObject("attributes");
    attributes.put("creationDate", time.truncatedTo(ChronoUnit.SECONDS).toString());
    attributes.put("mfaAuthenticated", Boolean.toString(principal.mfa()));
  }
}
