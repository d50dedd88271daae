package dev.waybill.localcloud.cloudtrail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waybill.localcloud.cloudtrail.EventFields.Resource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Advanced event selector. Every field must match; the fields about resources must all match the
 * same resource.
 */
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
    selector.validate();
    return selector;
  }

  private void validate() {
    Set<String> names = new HashSet<>();
    if (!fields.stream().allMatch(it -> names.add(it.field()))) {
      throw TrailErrorCode.SELECTORS.error("A field may appear only once in a selector");
    }
    String category = singleEqualValue(FieldSelector.CATEGORY);
    if (!CATEGORIES.contains(category)) {
      throw TrailErrorCode.SELECTORS.error(
          "eventCategory must equal Management or Data; the local cloud has no other categories");
    }
    boolean data = category.equals("Data");
    if (data && singleEqualValue(FieldSelector.TYPE).isEmpty()) {
      throw TrailErrorCode.SELECTORS.error(
          "A selector of data events must compare resources.type with exactly one value");
    }
    if (!data && fields.stream().anyMatch(AdvancedSelector::isResourceField)) {
      throw TrailErrorCode.SELECTORS.error(
          "A selector of management events cannot have fields about resources");
    }
  }

  private String singleEqualValue(String name) {
    return fields.stream()
        .filter(field -> field.field().equals(name))
        .map(FieldSelector::singleEqualValue)
        .findFirst()
        .orElse("");
  }

  private static boolean isResourceField(FieldSelector field) {
    return field.field().equals(FieldSelector.TYPE) || field.field().equals(FieldSelector.ARN);
  }

  @Override
  public boolean selects(EventFields event) {
    List<FieldSelector> resourceFields = fields.stream().filter(it -> isResourceField(it)).toList();
    return fields.stream()
            .filter(it -> !isResourceField(it))
            .allMatch(it -> it.matches(value(event, it)))
        && (resourceFields.isEmpty()
            || event.resources().stream()
                .anyMatch(
                    resource ->
                        resourceFields.stream().allMatch(it -> it.matches(value(resource, it)))));
  }

  private static String value(Resource resource, FieldSelector field) {
    return field.field().equals(FieldSelector.TYPE) ? resource.type() : resource.arn();
  }

  private static String value(EventFields event, FieldSelector field) {
    return switch (field.field()) {
      case FieldSelector.CATEGORY -> event.category();
      case "readOnly" -> Boolean.toString(event.readOnly());
      case "eventName" -> event.name();
      case "eventSource" -> event.source();
      default -> event.userArn();
    };
  }
}
