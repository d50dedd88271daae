package dev.waybill.lint.route;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Member of a mapping of a route file, with its place.
 *
 * @param file path of the file
 * @param line line of the key, from 1
 * @param route id of the route, template or configuration; null outside of one
 * @param id id of the nearest step that has one; null without
 * @param path keys from the top of the file to the mapping
 * @param key key of the member
 * @param value value of the member
 * @param owner the mapping
 */
record RouteEntry(
    String file,
    int line,
    @Nullable String route,
    @Nullable String id,
    List<String> path,
    String key,
    Node value,
    MappingNode owner) {
  /** Returns the text of a scalar value; null for a list or a mapping. */
  @Nullable String text() {
    return text(value);
  }

  static @Nullable String text(@Nullable Node node) {
    return node instanceof ScalarNode scalar ? scalar.getValue() : null;
  }

  /** Returns the scalar member of the value, if the value is a mapping that has it. */
  @Nullable String member(String name) {
    return value instanceof MappingNode mapping ? text(find(mapping, name)) : null;
  }

  /** Returns another scalar member of the mapping that holds this entry. */
  @Nullable String sibling(String name) {
    return text(find(owner, name));
  }

  static @Nullable Node find(MappingNode mapping, String name) {
    for (NodeTuple tuple : mapping.getValue()) {
      if (name.equals(text(tuple.getKeyNode()))) {
        return tuple.getValueNode();
      }
    }
    return null;
  }

  /** Returns the key of the mapping that holds this entry; empty at the top. */
  String parent() {
    return path.isEmpty() ? "" : path.get(path.size() - 1);
  }

  /** Returns the route and the step, as findings name them. */
  @Nullable String place() {
    return place(route, id);
  }

  static @Nullable String place(@Nullable String route, @Nullable String id) {
    if (route == null) {
      return id;
    }
    return id == null || id.equals(route) ? route : route + "/" + id;
  }
}
