package dev.waybill.localcloud.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.localcloud.cloudtrail.EventFields.Resource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** An advanced event selector: every field has to hold, those of resources of one resource. */
record AdvancedSelector(List<FieldSelector> fields) implements Selector {
  private static final Set<String> CATEGORIES = Set.of("Management", "Data");

  AdvancedSelector {
    fields = List.copyOf(fields);
  }

  /**
   * Reads a selector.
   *
   * @throws dev.waybill.localcloud.service.JsonError InvalidEventSelectorsException
   */
  static AdvancedSelector of(JsonNode json) {
    List<FieldSelector> fields = new ArrayList<>();
    json.path("FieldSelectors").forEach(field -> fields.add(FieldSelector.of(field)));
    AdvancedSelector selector = new AdvancedSelector(fields);
    selector.requireWhole();
    return selector;
  }

  private void requireWhole() {
    Set<String> names = new HashSet<>();
    if (!fields.stream().allMatch(it -> names.add(it.field()))) {
      throw TrailRefusal.SELECTORS.because("A field is selected by twice");
    }
    String category = only(FieldSelector.CATEGORY);
    if (!CATEGORIES.contains(category)) {
      throw TrailRefusal.SELECTORS.because(
          "eventCategory has to equal Management or Data, the only ones there are here");
    }
    boolean data = category.equals("Data");
    if (data && only(FieldSelector.TYPE).isEmpty()) {
      throw TrailRefusal.SELECTORS.because("Data events need one resources.type to equal");
    }
    if (!data && fields.stream().anyMatch(AdvancedSelector::isOfResources)) {
      throw TrailRefusal.SELECTORS.because("Management events cannot be selected by resources");
    }
  }

  private String only(String name) {
    return fields.stream()
        .filter(field -> field.field().equals(name))
        .map(FieldSelector::only)
        .findFirst()
        .orElse("");
  }

  private static boolean isOfResources(FieldSelector field) {
    return field.field().equals(FieldSelector.TYPE) || field.field().equals(FieldSelector.ARN);
  }

  @Override
  public boolean selects(EventFields event) {
    List<FieldSelector> ofResources = fields.stream().filter(it -> isOfResources(it)).toList();
    return fields.stream().filter(it -> !isOfResources(it)).allMatch(it -> it.holds(of(event, it)))
        && (ofResources.isEmpty()
            || event.resources().stream()
                .anyMatch(
                    resource -> ofResources.stream().allMatch(it -> it.holds(of(resource, it)))));
  }

  private static String of(Resource resource, FieldSelector field) {
    return field.field().equals(FieldSelector.TYPE) ? resource.type() : resource.arn();
  }

  private static String of(EventFields event, FieldSelector field) {
    return switch (field.field()) {
      case FieldSelector.CATEGORY -> event.category();
      case "readOnly" -> Boolean.toString(event.readOnly());
      case "eventName" -> event.name();
      case "eventSource" -> event.source();
      default -> event.userArn();
    };
  }
}
