package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.inventory.InventoryDefinition;
import dev.waybill.localcloud.inventory.InventoryDefinitions;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.wire.XmlWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** Handler of the inventory configurations of a bucket. */
final class InventoryHandler {
  private static final int PAGE_SIZE = 100;

  void put(S3Call call) throws IOException {
    definitions(call).put(InventoryDefinition.of(id(call), call.xmlBody()));
    call.empty(200);
  }

  void get(S3Call call) throws IOException {
    XmlWriter xml = XmlWriter.s3("InventoryConfiguration");
    definitions(call).get(id(call)).write(xml);
    call.xml(200, xml);
  }

  void delete(S3Call call) throws IOException {
    definitions(call).remove(id(call));
    call.empty(204);
  }

  void list(S3Call call) throws IOException {
    NavigableMap<String, InventoryDefinition> rest =
        definitions(call).all().tailMap(after(call.query("continuation-token")), false);
    XmlWriter xml = XmlWriter.s3("ListInventoryConfigurationsResult");
    rest.values().stream()
        .limit(PAGE_SIZE)
        .forEach(definition -> InventoryDefinitions.write(definition, xml));
    xml.element("IsTruncated", Boolean.toString(rest.size() > PAGE_SIZE));
    xml.element("ContinuationToken", call.query("continuation-token"));
    if (rest.size() > PAGE_SIZE) {
      String last = rest.keySet().stream().skip(PAGE_SIZE - 1).findFirst().orElseThrow();
      xml.element("NextContinuationToken", token(last));
    }
    call.xml(200, xml);
  }

  private static InventoryDefinitions definitions(S3Call call) {
    return new InventoryDefinitions(call.bucket());
  }

  private static String id(S3Call call) {
    String id = call.query("id");
    return id == null ? "" : id;
  }

  private static String token(String id) {
    return Base64.getUrlEncoder().encodeToString(id.getBytes(StandardCharsets.UTF_8));
  }

  private static String after(@Nullable String token) {
    try {
      return token == null
          ? ""
          : new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new StoreException(
          S3ErrorCode.INVALID_ARGUMENT, "The continuation token provided is incorrect");
    }
  }
}
