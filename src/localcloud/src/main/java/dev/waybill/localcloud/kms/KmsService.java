package dev.waybill.localcloud.kms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.service.JsonCall;
import dev.waybill.localcloud.service.JsonService;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Actions of KMS. */
public final class KmsService implements JsonService {
  /** Actions that use a key, which CloudTrail records as read-only. */
  private static final Set<String> KEY_USES =
      Set.of(
          "Encrypt",
          "Decrypt",
          "Sign",
          "Verify",
          "GenerateDataKey",
          "GenerateDataKeyWithoutPlaintext");

  private final Map<String, Function<JsonCall, ObjectNode>> actions;

  public KmsService(KeyRing ring) {
    KeyAdministration keys = new KeyAdministration(ring);
    Aliases aliases = new Aliases(ring);
    Rotation rotation = new Rotation(ring);
    KeyPolicies policies = new KeyPolicies(ring);
    KeyTags tags = new KeyTags(ring);
    Signatures signatures = new Signatures(ring);
    DataKeys data = new DataKeys(ring);
    actions =
        Map.ofEntries(
            Map.entry("CreateKey", keys::create),
            Map.entry("DescribeKey", keys::describe),
            Map.entry("ListKeys", keys::list),
            Map.entry("EnableKey", call -> keys.setState(call, KmsKey.ENABLED)),
            Map.entry("DisableKey", call -> keys.setState(call, KmsKey.DISABLED)),
            Map.entry("UpdateKeyDescription", keys::updateDescription),
            Map.entry("ScheduleKeyDeletion", keys::scheduleDeletion),
            Map.entry("CancelKeyDeletion", keys::cancelDeletion),
            Map.entry("CreateAlias", aliases::create),
            Map.entry("UpdateAlias", aliases::update),
            Map.entry("DeleteAlias", aliases::delete),
            Map.entry("ListAliases", aliases::list),
            Map.entry("EnableKeyRotation", rotation::enable),
            Map.entry("DisableKeyRotation", rotation::disable),
            Map.entry("GetKeyRotationStatus", rotation::status),
            Map.entry("GetKeyPolicy", policies::get),
            Map.entry("PutKeyPolicy", policies::put),
            Map.entry("ListKeyPolicies", policies::list),
            Map.entry("TagResource", tags::add),
            Map.entry("UntagResource", tags::remove),
            Map.entry("ListResourceTags", tags::list),
            Map.entry("Sign", signatures::sign),
            Map.entry("Verify", signatures::verify),
            Map.entry("GetPublicKey", signatures::publicKey),
            Map.entry("Encrypt", data::encrypt),
            Map.entry("Decrypt", data::decrypt),
            Map.entry("GenerateDataKey", call -> data.generate(call, true)),
            Map.entry("GenerateDataKeyWithoutPlaintext", call -> data.generate(call, false)));
  }

  @Override
  public String scope() {
    return "kms";
  }

  @Override
  public String invalidInputCode() {
    return KmsErrorCode.VALIDATION.code();
  }

  @Override
  public Map<String, Function<JsonCall, ObjectNode>> actions() {
    return actions;
  }

  @Override
  public boolean readOnly(String action) {
    return KEY_USES.contains(action) || JsonService.super.readOnly(action);
  }

  @Override
  public Set<String> sensitiveMembers() {
    return Set.of("Plaintext", "CiphertextBlob", "Message", "Signature");
  }
}
