package dev.waybill.lint.route;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Text of a file without the objects that it declares; the other lines keep their numbers. */
final class WithoutBeans {
  private WithoutBeans() {}

  static String of(String text, RouteTree tree) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    List<Node> parts = tree.parts();
    for (int part = 0; part < parts.size(); part++) {
      if (parts.get(part) instanceof MappingNode mapping
          && RouteEntry.find(mapping, "beans") != null) {
        int end = part + 1 == parts.size() ? lines.size() : RouteTree.line(parts.get(part + 1)) - 1;
        for (int line = RouteTree.line(mapping) - 1; line < end; line++) {
          lines.set(line, "");
        }
      }
    }
    return String.join("\n", lines) + "\n";
  }
}
