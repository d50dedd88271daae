package dev.waybill.localcloud.inventory;

import dev.waybill.localcloud.store.Bucket;
import dev.waybill.localcloud.store.S3ErrorCode;
import dev.waybill.localcloud.store.StoreException;
import dev.waybill.localcloud.wire.XmlReader;
import dev.waybill.localcloud.wire.XmlWriter;
import java.nio.charset.StandardCharsets;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Inventory configurations of a bucket, stored as one document. */
public record InventoryDefinitions(Bucket bucket) {
  private static final String CONFIG = "inventory";
  private static final String ELEMENT = "InventoryConfiguration";
  private static final int MAX_CONFIGURATIONS = 1000;

  /** Returns the configurations by id. */
  public NavigableMap<String, InventoryDefinition> all() {
    NavigableMap<String, InventoryDefinition> all = new TreeMap<>();
    bucket
        .config(CONFIG)
        .map(text -> XmlReader.parse(text.getBytes(StandardCharsets.UTF_8)))
        .ifPresent(
            document ->
                document.children(ELEMENT).stream()
                    .map(InventoryDefinition::of)
                    .forEach(definition -> all.put(definition.id(), definition)));
    return all;
  }

  /**
   * Returns a configuration.
   *
   * @throws StoreException NoSuchConfiguration
   */
  public InventoryDefinition get(String id) {
    InventoryDefinition definition = all().get(id);
    if (definition == null) {
      throw new StoreException(S3ErrorCode.NO_SUCH_CONFIGURATION);
    }
    return definition;
  }

  /**
   * Adds a configuration or replaces the one with its id.
   *
   * @throws StoreException TooManyConfigurations
   */
  public void put(InventoryDefinition definition) {
    // Two changes of one bucket must not undo each other.
    synchronized (bucket) {
      NavigableMap<String, InventoryDefinition> all = all();
      all.put(definition.id(), definition);
      if (all.size() > MAX_CONFIGURATIONS) {
        throw new StoreException(S3ErrorCode.TOO_MANY_CONFIGURATIONS);
      }
      save(all);
    }
  }

  /**
   * Removes a configuration.
   *
   * @throws StoreException NoSuchConfiguration
   */
  public void remove(String id) {
    synchronized (bucket) {
      NavigableMap<String, InventoryDefinition> all = all();
      if (all.remove(id) == null) {
        throw new StoreException(S3ErrorCode.NO_SUCH_CONFIGURATION);
      }
      save(all);
    }
  }

  private void save(NavigableMap<String, InventoryDefinition> all) {
    XmlWriter xml = XmlWriter.plain("InventoryConfigurations");
    all.values().forEach(definition -> write(definition, xml));
    bucket.putConfig(CONFIG, new String(xml.bytes(), StandardCharsets.UTF_8));
  }

  /** Writes a configuration as an element of a document. */
  public static void write(InventoryDefinition definition, XmlWriter xml) {
    xml.start(ELEMENT);
    definition.write(xml);
    xml.end();
  }
}
