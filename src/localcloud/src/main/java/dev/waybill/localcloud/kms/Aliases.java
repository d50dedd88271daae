package dev.waybill.localcloud.kms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.service.JsonCall;
import dev.waybill.localcloud.service.Paging;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Actions on aliases of keys. */
final class Aliases {
  private static final Pattern NAME = Pattern.compile("alias/[a-zA-Z0-9/_-]{1,250}");
  private static final Paging PAGING = new Paging("Limit", "Marker", "NextMarker", 100);

  private final KeyRing ring;

  Aliases(KeyRing ring) {
    this.ring = ring;
  }

  ObjectNode create(JsonCall call) {
    String alias = requireName(call);
    KmsKey key = target(call);
    ring.aliases()
        .change(
            all -> {
              if (all.putIfAbsent(alias, key.id()) != null) {
                throw KmsErrorCode.ALREADY_EXISTS.error(
                    "An alias with the name " + ring.aliasArn(alias) + " already exists");
              }
              return all;
            });
    return JsonCall.newAnswer();
  }

  ObjectNode update(JsonCall call) {
    String alias = existing(call);
    KmsKey key = target(call);
    KmsKey before = ring.find(alias);
    if (!before.usage().equals(key.usage())) {
      throw KmsErrorCode.VALIDATION.error(
          "An alias can only move to a key of the same usage, which is " + before.usage());
    }
    ring.aliases().put(alias, key.id());
    return JsonCall.newAnswer();
  }

  ObjectNode delete(JsonCall call) {
    ring.aliases().remove(existing(call));
    return JsonCall.newAnswer();
  }

  ObjectNode list(JsonCall call) {
    NavigableMap<String, String> selected = new TreeMap<>(ring.aliases().all());
    Optional<String> only = call.optional("KeyId").map(reference -> ring.byId(reference).id());
    only.ifPresent(id -> selected.values().removeIf(target -> !target.equals(id)));
    NavigableMap<String, ObjectNode> entries = new TreeMap<>();
    selected.forEach((alias, id) -> entries.put(alias, entry(alias, id)));
    ObjectNode answer = JsonCall.newAnswer();
    return answer.put("Truncated", PAGING.page(call, entries, it -> it, "Aliases", answer));
  }

  private ObjectNode entry(String alias, String id) {
    return JsonCall.newAnswer()
        .put("AliasName", alias)
        .put("AliasArn", ring.aliasArn(alias))
        .put("TargetKeyId", id);
  }

  private KmsKey target(JsonCall call) {
    KmsKey key = ring.byId(call.text("TargetKeyId"));
    KeyStates.requireNotPendingDeletion(ring, key);
    return key;
  }

  private String existing(JsonCall call) {
    String alias = requireName(call);
    if (ring.aliases().get(alias) == null) {
      throw KmsErrorCode.NOT_FOUND.error("Alias " + ring.aliasArn(alias) + " is not found.");
    }
    return alias;
  }

  private static String requireName(JsonCall call) {
    String alias = call.text("AliasName");
    if (!alias.startsWith("alias/")) {
      throw KmsErrorCode.VALIDATION.error("Invalid identifier: an alias must begin with alias/");
    }
    if (!NAME.matcher(alias).matches()) {
      throw KmsErrorCode.INVALID_ALIAS_NAME.error(
          alias + " has characters that an alias must not have");
    }
    if (alias.startsWith("alias/aws/")) {
      throw KmsErrorCode.INVALID_ALIAS_NAME.error("alias/aws/ is reserved for AWS managed keys");
    }
    return alias;
  }
}
