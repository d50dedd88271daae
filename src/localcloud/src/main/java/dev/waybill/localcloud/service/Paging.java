package dev.waybill.localcloud.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.Function;

/**
 * How a service hands out a list in pages. A token is the last name told.
 *
 * @param limit the input that bounds a page
 * @param token the input that goes on where a page ended
 * @param next the answer that tells how to go on
 * @param most what a page holds at the most
 */
public record Paging(String limit, String token, String next, int most) {
  /** Writes one page; tells whether there is more. */
  public <T> boolean page(
      JsonCall call,
      NavigableMap<String, T> all,
      Function<T, ? extends JsonNode> entry,
      String list,
      ObjectNode answer) {
    int size = call.number(limit, 1, most, most);
    String after = call.optional(token).orElse("");
    List<String> names = after.isEmpty() ? List.copyOf(all.keySet()) : rest(all, after);
    ArrayNode entries = answer.putArray(list);
    List<String> page = names.subList(0, Math.min(size, names.size()));
    page.forEach(name -> entries.add(entry.apply(all.get(name))));
    if (page.size() == names.size()) {
      return false;
    }
    answer.put(next, page.get(page.size() - 1));
    return true;
  }

  private static List<String> rest(NavigableMap<String, ?> all, String after) {
    return List.copyOf(all.tailMap(after, false).keySet());
  }
}
