package dev.waybill.localcloud;

import dev.waybill.localcloud.s3.KmsKeys;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Keys that only have names: the same alias always stands for the same ARN. */
record LocalKeys(String account, String region) implements KmsKeys {
  @Override
  public String keyArn(String idOrAlias) {
    if (idOrAlias.startsWith("arn:") && idOrAlias.contains(":key/")) {
      return idOrAlias;
    }
    String name = idOrAlias.substring(idOrAlias.indexOf("alias/") + 1);
    String id =
        idOrAlias.contains("alias/")
            ? UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString()
            : idOrAlias;
    return "arn:aws:kms:" + region + ":" + account + ":key/" + id;
  }
}
