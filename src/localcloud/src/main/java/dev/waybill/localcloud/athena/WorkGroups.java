package dev.waybill.localcloud.athena;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.service.DurableMap;
import dev.waybill.localcloud.service.JsonCall;
import dev.waybill.localcloud.service.Paging;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Athena actions on workgroups. */
final class WorkGroups {
  static final String PRIMARY = "primary";
  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,128}");
  private static final Paging PAGING = new Paging("MaxResults", "NextToken", "NextToken", 50);

  private final DurableMap<ObjectNode> groups;
  private final Clock clock;

  private WorkGroups(DurableMap<ObjectNode> groups, Clock clock) {
    this.groups = groups;
    this.clock = clock;
  }

  /** Opens the workgroups stored in a folder; {@code primary} always exists. */
  static WorkGroups open(Path folder, Clock clock) throws IOException {
    DurableMap<ObjectNode> groups =
        DurableMap.open(folder.resolve("workgroups.json"), ObjectNode.class);
    WorkGroups service = new WorkGroups(groups, clock);
    if (groups.get(PRIMARY) == null) {
      ObjectNode configuration = JsonCall.newAnswer().put("EnforceWorkGroupConfiguration", false);
      groups.put(PRIMARY, service.group(PRIMARY, WorkGroupConfiguration.of(configuration)));
    }
    return service;
  }

  Map<String, Function<JsonCall, ObjectNode>> actions() {
    return Map.of(
        "CreateWorkGroup", this::create,
        "GetWorkGroup", this::get,
        "UpdateWorkGroup", this::update,
        "ListWorkGroups", this::list,
        "DeleteWorkGroup", this::delete);
  }

  /** Returns a workgroup that can run queries. */
  ObjectNode enabled(JsonCall call, String name) {
    ObjectNode group = existing(call, name);
    if (!group.path("State").asText().equals("ENABLED")) {
      throw call.invalidInput("WorkGroup " + name + " is disabled.");
    }
    return group;
  }

  private ObjectNode create(JsonCall call) {
    String name = call.text("Name");
    if (!NAME.matcher(name).matches()) {
      throw call.invalidInput(
          "A workgroup name must have 1 to 128 letters, digits, periods, dashes and underscores");
    }
    ObjectNode group = group(name, WorkGroupConfiguration.of(call.input().path("Configuration")));
    group.put("Description", call.optional("Description").orElse(""));
    groups.change(
        all -> {
          if (all.putIfAbsent(name, group) != null) {
            throw call.invalidInput("WorkGroup already exists");
          }
          return all;
        });
    return JsonCall.newAnswer();
  }

  private ObjectNode group(String name, ObjectNode configuration) {
    ObjectNode group = JsonCall.newAnswer().put("Name", name).put("State", "ENABLED");
    group.set("Configuration", configuration);
    return group.put("CreationTime", clock.instant().getEpochSecond());
  }

  private ObjectNode get(JsonCall call) {
    ObjectNode answer = JsonCall.newAnswer();
    answer.set("WorkGroup", existing(call));
    return answer;
  }

  private ObjectNode existing(JsonCall call) {
    return existing(call, call.text("WorkGroup"));
  }

  private ObjectNode existing(JsonCall call, String name) {
    ObjectNode group = groups.get(name);
    if (group == null) {
      throw call.invalidInput("WorkGroup " + name + " is not found.");
    }
    return group.deepCopy();
  }

  private ObjectNode update(JsonCall call) {
    ObjectNode group = existing(call);
    String state = call.optional("State").orElse(group.path("State").asText());
    if (!Set.of("ENABLED", "DISABLED").contains(state)) {
      throw call.invalidInput("State is " + state + " and must be ENABLED or DISABLED");
    }
    group.put("State", state);
    call.optional("Description").ifPresent(text -> group.put("Description", text));
    if (group.get("Configuration") instanceof ObjectNode configuration) {
      group.set(
          "Configuration",
          WorkGroupConfiguration.updated(configuration, call.input().path("ConfigurationUpdates")));
    }
    groups.put(group.path("Name").asText(), group);
    return JsonCall.newAnswer();
  }

  private ObjectNode list(JsonCall call) {
    ObjectNode answer = JsonCall.newAnswer();
    boolean unused = PAGING.page(call, groups.all(), WorkGroups::summary, "WorkGroups", answer);
    return answer;
  }

  private static ObjectNode summary(ObjectNode group) {
    ObjectNode summary = group.deepCopy();
    summary.set("EngineVersion", group.path("Configuration").path("EngineVersion"));
    summary.remove("Configuration");
    return summary;
  }

  private ObjectNode delete(JsonCall call) {
    String name = existing(call).path("Name").asText();
    if (name.equals(PRIMARY)) {
      throw call.invalidInput("WorkGroup primary cannot be deleted");
    }
    groups.remove(name);
    return JsonCall.newAnswer();
  }
}
