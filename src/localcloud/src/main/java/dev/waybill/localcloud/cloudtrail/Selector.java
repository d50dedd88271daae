package dev.waybill.localcloud.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Selector of the events that a trail logs. */
public sealed interface Selector permits BasicSelector, AdvancedSelector {
  /** Returns whether the trail logs the event. */
  boolean selects(EventFields event);

  /** Parses the selectors of a trail definition. */
  static List<Selector> all(boolean advanced, JsonNode selectors) {
    List<Selector> all = new ArrayList<>();
    selectors.forEach(one -> all.add(advanced ? AdvancedSelector.of(one) : BasicSelector.of(one)));
    return List.copyOf(all);
  }
}
