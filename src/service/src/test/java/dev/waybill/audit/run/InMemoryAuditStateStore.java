package dev.waybill.audit.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.waybill.audit.state.AuditState;
import dev.waybill.audit.state.AuditStateStore;
import dev.waybill.audit.state.StateJson;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Store of audit states in memory, in the stored format, with conditional writes. */
public final class InMemoryAuditStateStore implements AuditStateStore {
  private record Version(String json, String tag) {}

  private final Map<String, Version> states = new HashMap<>();
  private int writes;

  @Override
  public Optional<Versioned> find(String audit) {
    return Optional.ofNullable(states.get(audit))
        .map(it -> new Versioned(StateJson.read(it.json().getBytes(UTF_8)), it.tag()));
  }

  @Override
  public Optional<Versioned> keep(AuditState state, @Nullable String version) {
    Version now = states.get(state.audit());
    if (now == null ? version != null : !now.tag().equals(version)) {
      return Optional.empty();
    }
    Version next = new Version(new String(StateJson.of(state), UTF_8), "v" + ++writes);
    states.put(state.audit(), next);
    return find(state.audit());
  }
}
