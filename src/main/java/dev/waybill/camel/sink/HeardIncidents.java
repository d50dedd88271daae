package dev.waybill.camel.sink;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.AlertEvent.Kind;
import dev.waybill.alert.OpenIncidents;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The incidents that this process has heard of and that have not ended. */
public final class HeardIncidents implements OpenIncidents {
  private final Map<String, AlertEvent> latest = new ConcurrentHashMap<>();

  void note(AlertEvent event) {
    if (event.kind() == Kind.END) {
      AlertEvent unused = latest.remove(event.uid());
    } else {
      latest.put(event.uid(), event);
    }
  }

  @Override
  public List<AlertEvent> active() {
    return List.copyOf(latest.values());
  }
}
