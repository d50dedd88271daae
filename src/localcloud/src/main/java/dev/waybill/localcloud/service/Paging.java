package dev.waybill.localcloud.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.Function;

/**
 * Paging of a list by name. The token of the next page is the last name of the current page.
 *
 * @param limit the input member with the page size
 * @param token the input member with the token of the page
 * @param next the response member with the token of the next page
 * @param maxPageSize the maximum and default page size
 */
public record Paging(String limit, String token, String next, int maxPageSize) {
  /** Writes one page into the response. Returns whether more pages follow. */
  public <T> boolean page(
      JsonCall call,
      NavigableMap<String, T> all,
      Function<T, ? extends JsonNode> entry,
      String list,
      ObjectNode answer) {
    int size = call.number(limit, 1, maxPageSize, maxPageSize);
    String after = call.optional(token).orElse("");
    List<String> names = after.isEmpty() ? List.copyOf(all.keySet()) : namesAfter(all, after);
    ArrayNode entries = answer.putArray(list);
    List<String> page = names.subList(0, Math.min(size, names.size()));
    page.forEach(name -> entries.add(entry.apply(all.get(name))));
    if (page.size() == names.size()) {
      return false;
    }
    answer.put(next, page.get(page.size() - 1));
    return true;
  }

  private static List<String> namesAfter(NavigableMap<String, ?> all, String after) {
    return List.copyOf(all.tailMap(after, false).keySet());
  }
}
