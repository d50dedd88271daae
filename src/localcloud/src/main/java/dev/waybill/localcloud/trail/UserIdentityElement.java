package dev.waybill.localcloud.trail;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.wire.Principal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** CloudTrail's {@code userIdentity} element of a caller. */
record UserIdentityElement(Principal principal, Instant time) {
  private static final String TEMPORARY_KEY_PREFIX = "ASIA";

  void write(ObjectNode identity) {
    switch (principal.kind()) {
      case ANONYMOUS ->
          identity
              .put("type", "AWSAccount")
              .put("principalId", "")
              .put("accountId", Principal.ANONYMOUS);
      case ROOT -> writePrincipal("Root", identity);
      case USER -> writePrincipal("IAMUser", identity).put("userName", principal.name());
      case ROLE -> writeRoleSession(writePrincipal("AssumedRole", identity));
    }
  }

  private ObjectNode writePrincipal(String type, ObjectNode identity) {
    identity.put("type", type).put("principalId", principal.id()).put("arn", principal.arn());
    identity.put("accountId", principal.account()).put("accessKeyId", principal.accessKeyId());
    boolean temporary = principal.accessKeyId().startsWith(TEMPORARY_KEY_PREFIX);
    if (temporary && principal.kind() != Principal.Kind.ROLE) {
      writeSessionAttributes(identity.putObject("sessionContext"));
    }
    return identity;
  }

  private void writeRoleSession(ObjectNode identity) {
    ObjectNode context = identity.putObject("sessionContext");
    ObjectNode issuer = context.putObject("sessionIssuer");
    issuer.put("type", "Role").put("principalId", principal.name());
    issuer.put("arn", principal.roleArn());
    issuer.put("accountId", principal.account()).put("userName", principal.name());
    writeSessionAttributes(context);
  }

  private void writeSessionAttributes(ObjectNode context) {
    ObjectNode attributes = context.putObject("attributes");
    attributes.put("creationDate", time.truncatedTo(ChronoUnit.SECONDS).toString());
    attributes.put("mfaAuthenticated", Boolean.toString(principal.mfa()));
  }
}
