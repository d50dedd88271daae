package dev.waybill.localcloud.trail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.wire.Principal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Tests of CloudTrail's {@code userIdentity} element. */
final class UserIdentityElementTest {
  @Test
  void describesUserForLongTermKey() {
    ObjectNode user = identity("AKIAJO");
    assertThat(user.path("type").asText()).isEqualTo("IAMUser");
    assertThat(user.path("arn").asText()).isEqualTo("arn:aws:iam::123456789012:user/AKIAJO");
    assertThat(user.has("sessionContext")).isFalse();
  }

  @Test
  void describesRoleSessionForOtherKeys() {
    ObjectNode role = identity("waybill");
    assertThat(role.path("type").asText()).isEqualTo("AssumedRole");
    assertThat(role.at("/sessionContext/sessionIssuer/arn").asText())
        .isEqualTo("arn:aws:iam::123456789012:role/waybill");
    assertThat(role.at("/sessionContext/attributes/mfaAuthenticated").asText()).isEqualTo("true");
  }

  @Test
  void describesRootUserWithoutUserName() {
    ObjectNode root = identity("AKIAROOTJO");
    assertThat(root.path("type").asText()).isEqualTo("Root");
    assertThat(root.path("arn").asText()).isEqualTo("arn:aws:iam::123456789012:root");
    assertThat(root.path("principalId").asText()).isEqualTo("123456789012");
    assertThat(root.has("userName")).isFalse();
  }

  @Test
  void describesAnonymousAccountForUnsignedCall() {
    ObjectNode anonymous = identity("ANONYMOUS");
    assertThat(anonymous.path("type").asText()).isEqualTo("AWSAccount");
    assertThat(anonymous.path("accountId").asText()).isEqualTo("ANONYMOUS");
    assertThat(anonymous.has("accessKeyId")).isFalse();
  }

  private static ObjectNode identity(String accessKeyId) {
    ObjectNode identity = new ObjectMapper().createObjectNode();
    new UserIdentityElement(Principal.of("123456789012", accessKeyId), Instant.EPOCH)
        .write(identity);
    return identity;
  }
}
