package dev.waybill.lint.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/** Text of a file without the objects that it declares; the other lines keep their numbers. */
final class WithoutBeans {
  private WithoutBeans() {}

  /** Returns the text; empty when the file declares nothing else. */
  static Optional<String> of(String text, RouteTree tree) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    List<Node> parts = tree.parts();
    int left = parts.size();
    for (int part = 0; part < parts.size(); part++) {
      if (parts.get(part) instanceof MappingNode mapping
          && RouteEntry.find(mapping, "beans") != null) {
        left--;
        int end = part + 1 == parts.size() ? lines.size() : RouteTree.line(parts.get(part + 1)) - 1;
        for (int line = RouteTree.line(mapping) - 1; line < end; line++) {
          lines.set(line, "");
        }
      }
    }
    return left == 0 ? Optional.empty() : Optional.of(String.join("\n", lines) + "\n");
  }
}
