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

/** CloudTrail actions on trails. */
public final class CloudTrailService implements JsonService {
  private static final int MAX_BASIC_SELECTORS = 5;

  private final Trails trails;
  private final TrailNames names;
  private final String region;
  private final Map<String, Function<JsonCall, ObjectNode>> actions;

  public CloudTrailService(
      Trails trails,
      ObjectStore store,
      TrailKeys keys,
      DigestSigningKeys digestKeys,
      String account,
      String region) {
    this.trails = trails;
    this.names = TrailNames.of(account, region);
    this.region = region;
    LogBucketCheck buckets = new LogBucketCheck(store, account);
    TrailChanges changes = new TrailChanges(trails, names, buckets, keys);
    TrailTags tags = new TrailTags(trails, names);
    PublicKeyListing publicKeys = new PublicKeyListing(digestKeys);
    actions =
        Map.ofEntries(
            Map.entry("CreateTrail", changes::create),
            Map.entry("UpdateTrail", changes::update),
            Map.entry("DeleteTrail", changes::delete),
            Map.entry("StartLogging", call -> changes.setState(call, State.LOGGING)),
            Map.entry("StopLogging", call -> changes.setState(call, State.STOPPED)),
            Map.entry("GetTrail", this::get),
            Map.entry("DescribeTrails", this::describe),
            Map.entry("ListTrails", this::list),
            Map.entry("GetTrailStatus", this::status),
            Map.entry("ListPublicKeys", publicKeys::list),
            Map.entry("PutEventSelectors", this::putSelectors),
            Map.entry("GetEventSelectors", this::getSelectors),
            Map.entry("AddTags", tags::add),
            Map.entry("RemoveTags", tags::remove),
            Map.entry("ListTags", tags::list));
  }

  @Override
  public String scope() {
    return "cloudtrail";
  }

  @Override
  public String invalidInputCode() {
    return TrailErrorCode.PARAMETER.code();
  }

  @Override
  public Map<String, Function<JsonCall, ObjectNode>> actions() {
    return actions;
  }

  private ObjectNode get(JsonCall call) {
    ObjectNode answer = JsonCall.newAnswer();
    TrailDefinition trail = names.existing(trails, call.text("Name"));
    answer.set("Trail", TrailDescription.detailed(trail, names, region));
    return answer;
  }

  /** Describes the named trails, or all. A named trail that does not exist is omitted. */
  private ObjectNode describe(JsonCall call) {
    JsonNode requested = call.input().path("trailNameList");
    ObjectNode answer = JsonCall.newAnswer();
    ArrayNode list = answer.putArray("trailList");
    for (TrailDefinition trail : trails.existing()) {
      if (requested.isEmpty() || isRequested(requested, trail)) {
        list.add(TrailDescription.detailed(trail, names, region));
      }
    }
    return answer;
  }

  private boolean isRequested(JsonNode requested, TrailDefinition trail) {
    List<String> references = List.of(trail.name(), names.arn(trail.name()));
    for (JsonNode name : requested) {
      if (references.contains(name.asText())) {
        return true;
      }
    }
    return false;
  }

  private ObjectNode list(JsonCall call) {
    ObjectNode answer = JsonCall.newAnswer();
    ArrayNode list = answer.putArray("Trails");
    for (TrailDefinition trail : trails.existing()) {
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

  private ObjectNode putSelectors(JsonCall call) {
    TrailDefinition trail = names.existing(trails, call.text("TrailName"));
    boolean basic = call.input().path("EventSelectors").isArray();
    boolean advanced = call.input().path("AdvancedEventSelectors").isArray();
    if (basic == advanced) {
      throw TrailErrorCode.SELECTORS.error(
          "Specify either EventSelectors or AdvancedEventSelectors, not both");
    }
    JsonNode selectors = call.input().path(advanced ? "AdvancedEventSelectors" : "EventSelectors");
    if (selectors.isEmpty() || (basic && selectors.size() > MAX_BASIC_SELECTORS)) {
      throw TrailErrorCode.SELECTORS.error(
          "A trail must have 1 to "
              + MAX_BASIC_SELECTORS
              + " basic selectors or at least one advanced selector");
    }
    List<Selector> unused = Selector.all(advanced, selectors);
    JsonNode complete = advanced ? selectors : withDefaults(selectors);
    return selectorsOf(trails.change(trail.name(), it -> it.withSelectors(advanced, complete)));
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

  private ObjectNode getSelectors(JsonCall call) {
    return selectorsOf(names.existing(trails, call.text("TrailName")));
  }

  private ObjectNode selectorsOf(TrailDefinition trail) {
    ObjectNode answer = JsonCall.newAnswer().put("TrailARN", names.arn(trail.name()));
    answer.set(trail.advanced() ? "AdvancedEventSelectors" : "EventSelectors", trail.selectors());
    return answer;
  }
}
