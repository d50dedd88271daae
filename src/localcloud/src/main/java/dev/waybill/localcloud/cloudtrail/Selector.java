package dev.waybill.localcloud.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Says which events a trail logs. */
public sealed interface Selector permits BasicSelector, AdvancedSelector {
  boolean selects(EventFields event);

  /** Reads what a trail keeps. */
  static List<Selector> all(boolean advanced, JsonNode selectors) {
    List<Selector> all = new ArrayList<>();
    selectors.forEach(one -> all.add(advanced ? AdvancedSelector.of(one) : BasicSelector.of(one)));
    return List.copyOf(all);
  }
}
