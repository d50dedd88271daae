package dev.waybill.baseline.terraform;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Blocks {@code resource} and {@code data} of the module. */
final class ModuleBlocks {
  private final ObjectNode resources = JsonNodeFactory.instance.objectNode();
  private final ObjectNode data = JsonNodeFactory.instance.objectNode();

  ModuleBlocks() {
    for (String type : new String[] {"aws_caller_identity", "aws_partition", "aws_region"}) {
      data.putObject(type).putObject("current");
    }
  }

  /** Adds a resource and returns its arguments. */
  ObjectNode resource(ResourceAddress address) {
    return add(resources, address);
  }

  /** Adds a data source and returns its arguments. */
  ObjectNode data(ResourceAddress address) {
    return add(data, address);
  }

  private static ObjectNode add(ObjectNode blocks, ResourceAddress address) {
    ObjectNode type = blocks.withObjectProperty(address.type());
    if (type.has(address.label())) {
      throw new IllegalStateException(address + " exists twice");
    }
    return type.putObject(address.label());
  }

  void addTo(ObjectNode module) {
    module.set("data", data);
    module.set("resource", resources);
  }
}
