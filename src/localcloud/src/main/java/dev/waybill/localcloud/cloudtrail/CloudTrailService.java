package dev.waybill.localcloud.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.waybill.localcloud.cloudtrail.TrailDefinition.State;
import dev.waybill.localcloud.service.JsonCall;
import dev.waybill.localcloud.service.JsonService;
import dev.waybill.localcloud.store.ObjectStore;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** CloudTrail's actions on trails. */
public final class CloudTrailService implements JsonService {
  private static final int MOST_SELECTORS = 5;

  private final Trails trails;
  private final TrailNames names;
  private final String region;
  private final Map<String, Function<JsonCall, ObjectNode>> actions;

  public CloudTrailService(
      Trails trails, ObjectStore store, TrailKeys keys, String account, String region) {
    this.trails = trails;
    this.names = TrailNames.of(account, region);
    this.region = region;
    LogBucket buckets = new LogBucket(store, account);
    TrailChanges changes = new TrailChanges(trails, names, buckets, keys);
    TrailTags tags = new TrailTags(trails, names);
    actions =
        Map.ofEntries(
            Map.entry("CreateTrail", changes::create),
            Map.entry("UpdateTrail", changes::update),
            Map.entry("DeleteTrail", changes::delete),
            Map.entry("StartLogging", call -> changes.state(call, State.LOGGING)),
            Map.entry("StopLogging", call -> changes.state(call, State.STOPPED)),
            Map.entry("GetTrail", this::get),
            Map.entry("DescribeTrails", this::describe),
            Map.entry("ListTrails", this::list),
            Map.entry("GetTrailStatus", this::status),
            Map.entry("PutEventSelectors", this::select),
            Map.entry("GetEventSelectors", this::selectors),
            Map.entry("AddTags", tags::add),
            Map.entry("RemoveTags", tags::remove),
            Map.entry("ListTags", tags::list));
  }

  @Override
  public String scope() {
    return "cloudtrail";
  }

  @Override
  public String invalid() {
    return TrailRefusal.PARAMETER.code();
  }

  @Override
  public Map<String, Function<JsonCall, ObjectNode>> actions() {
    return actions;
  }

  private ObjectNode get(JsonCall call) {
    ObjectNode answer = JsonCall.newAnswer();
    TrailDefinition trail = names.existing(trails, call.text("Name"));
    answer.set("Trail", TrailDescription.whole(trail, names, region));
    return answer;
  }

  /** Trails that are named and not there are left out. */
  private ObjectNode describe(JsonCall call) {
    JsonNode wanted = call.input().path("trailNameList");
    ObjectNode answer = JsonCall.newAnswer();
    ArrayNode list = answer.putArray("trailList");
    for (TrailDefinition trail : trails.there()) {
      if (wanted.isEmpty() || isNamed(wanted, trail)) {
        list.add(TrailDescription.whole(trail, names, region));
      }
    }
    return answer;
  }

  private boolean isNamed(JsonNode wanted, TrailDefinition trail) {
    List<String> meant = List.of(trail.name(), names.arn(trail.name()));
    for (JsonNode name : wanted) {
      if (meant.contains(name.asText())) {
        return true;
      }
    }
    return false;
  }

  private ObjectNode list(JsonCall call) {
    ObjectNode answer = JsonCall.newAnswer();
    ArrayNode list = answer.putArray("Trails");
    for (TrailDefinition trail : trails.there()) {
      list.addObject()
          .put("TrailARN", names.arn(trail.name()))
          .put("Name", trail.name())
          .put("HomeRegion", region);
    }
    return answer;
  }

  private ObjectNode status(JsonCall call) {
    TrailDefinition trail = names.existing(trails, call.text("Name"));
    return TrailDescription.status(trail, trails.status(trail.name()));
  }

  private ObjectNode select(JsonCall call) {
    TrailDefinition trail = names.existing(trails, call.text("TrailName"));
    boolean basic = call.input().path("EventSelectors").isArray();
    boolean advanced = call.input().path("AdvancedEventSelectors").isArray();
    if (basic == advanced) {
      throw TrailRefusal.SELECTORS.because("Give either EventSelectors or AdvancedEventSelectors");
    }
    JsonNode selectors = call.input().path(advanced ? "AdvancedEventSelectors" : "EventSelectors");
    if (selectors.isEmpty() || (basic && selectors.size() > MOST_SELECTORS)) {
      throw TrailRefusal.SELECTORS.because(
          "A trail has 1 to " + MOST_SELECTORS + " basic selectors, and at least one advanced one");
    }
    List<Selector> unused = Selector.all(advanced, selectors);
    JsonNode whole = advanced ? selectors : withDefaults(selectors);
    return told(trails.change(trail.name(), it -> it.selecting(advanced, whole)));
  }

  private static JsonNode withDefaults(JsonNode basic) {
    JsonNode copy = basic.deepCopy();
    for (JsonNode one : copy) {
      if (one instanceof ObjectNode selector) {
        selector.putIfAbsent("ReadWriteType", TextNode.valueOf("All"));
        selector.putIfAbsent("IncludeManagementEvents", BooleanNode.TRUE);
        for (String list : List.of("DataResources", "ExcludeManagementEventSources")) {
          selector.putIfAbsent(list, JsonNodeFactory.instance.arrayNode());
        }
      }
    }
    return copy;
  }

  private ObjectNode selectors(JsonCall call) {
    return told(names.existing(trails, call.text("TrailName")));
  }

  private ObjectNode told(TrailDefinition trail) {
    ObjectNode answer = JsonCall.newAnswer().put("TrailARN", names.arn(trail.name()));
    answer.set(trail.advanced() ? "AdvancedEventSelectors" : "EventSelectors", trail.selectors());
    return answer;
  }
}
