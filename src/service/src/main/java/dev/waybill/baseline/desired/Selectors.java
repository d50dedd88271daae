package dev.waybill.baseline.desired;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;
import software.amazon.awssdk.services.cloudtrail.model.DataResource;
import software.amazon.awssdk.services.cloudtrail.model.EventSelector;
import software.amazon.awssdk.services.cloudtrail.model.GetEventSelectorsResponse;
import software.amazon.awssdk.services.cloudtrail.model.ReadWriteType;

/**
 * Advanced event selectors of a trail; basic selectors are converted. A selector with a condition
 * that is not analysed here is assumed to log no object for certain, and possibly every object.
 */
public record Selectors(List<AdvancedEventSelector> all) {
  static final String S3_OBJECT = "AWS::S3::Object";
  private static final String CATEGORY = "eventCategory";
  private static final String TYPE = "resources.type";
  static final String ARN = "resources.ARN";
  static final String MANAGEMENT_NAME = "waybill-management";
  static final String OBJECTS_NAME = "waybill-objects";

  public Selectors {
    all = List.copyOf(all);
  }

  public static Selectors of(GetEventSelectorsResponse response) {
    return response.hasAdvancedEventSelectors()
        ? new Selectors(response.advancedEventSelectors())
        : new Selectors(response.eventSelectors().stream().flatMap(Selectors::advanced).toList());
  }

  /** Returns the desired selectors: management events, and all accesses to the objects. */
  public static List<AdvancedEventSelector> desired(List<String> objectArns) {
    return List.of(
        AdvancedEventSelector.builder()
            .name(MANAGEMENT_NAME)
            .fieldSelectors(field(CATEGORY, "Management"))
            .build(),
        AdvancedEventSelector.builder()
            .name(OBJECTS_NAME)
            .fieldSelectors(
                field(CATEGORY, "Data"),
                field(TYPE, S3_OBJECT),
                AdvancedFieldSelector.builder().field(ARN).startsWith(objectArns).build())
            .build());
  }

  /** Returns true when every management event is selected. */
  public boolean logsManagement() {
    return all.stream().anyMatch(it -> is(it, "Management") && it.fieldSelectors().size() == 1);
  }

  /** Returns true when every read and write of the objects is selected. */
  public boolean logsObjects(String prefixArn) {
    return all.stream()
        .filter(it -> is(it, "Data") && isOfS3(it))
        .anyMatch(
            it -> it.fieldSelectors().stream().allMatch(field -> admitsAll(field, prefixArn)));
  }

  private static boolean admitsAll(AdvancedFieldSelector field, String prefixArn) {
    if (field.field().equals(CATEGORY) || field.field().equals(TYPE)) {
      return true;
    }
    return field.field().equals(ARN)
        && field.hasStartsWith()
        && field.startsWith().stream().anyMatch(prefixArn::startsWith)
        && !excludes(field);
  }

  static boolean excludes(AdvancedFieldSelector field) {
    return field.hasNotStartsWith()
        || field.hasNotEquals()
        || field.hasNotEndsWith()
        || field.hasEndsWith()
        || field.hasEqualsValue();
  }

  /** Returns true when an access to the objects might be selected. */
  public boolean mayLog(String prefixArn) {
    return all.stream().anyMatch(it -> mayLog(it, prefixArn));
  }

  private static boolean mayLog(AdvancedEventSelector selector, String prefixArn) {
    return is(selector, "Data")
        && isOfS3(selector)
        && selector.fieldSelectors().stream()
            .filter(it -> it.field().equals(ARN))
            .allMatch(it -> mayAdmit(it, prefixArn));
  }

  private static boolean mayAdmit(AdvancedFieldSelector field, String prefixArn) {
    boolean excluded = field.notStartsWith().stream().anyMatch(it -> prefixArn.startsWith(it));
    boolean begins =
        !field.hasStartsWith()
            || field.startsWith().stream()
                .anyMatch(it -> prefixArn.startsWith(it) || it.startsWith(prefixArn));
    boolean equals =
        !field.hasEqualsValue()
            || field.equalsValue().stream().anyMatch(it -> it.startsWith(prefixArn));
    return !excluded && begins && equals;
  }

  /** Returns the selectors with the objects excluded from every one. */
  public List<AdvancedEventSelector> excluding(String prefixArn) {
    return all.stream().flatMap(it -> excluding(it, prefixArn)).toList();
  }

  private static Stream<AdvancedEventSelector> excluding(
      AdvancedEventSelector selector, String prefixArn) {
    if (!mayLog(selector, prefixArn)) {
      return Stream.of(selector);
    }
    List<AdvancedFieldSelector> fields = new ArrayList<>();
    boolean hasArn = false;
    for (AdvancedFieldSelector field : selector.fieldSelectors()) {
      boolean isArn = field.field().equals(ARN);
      fields.add(isArn ? excluding(field, prefixArn) : field);
      hasArn |= isArn;
    }
    if (!hasArn) {
      fields.add(AdvancedFieldSelector.builder().field(ARN).notStartsWith(prefixArn).build());
    }
    // A selector of only the excluded objects would select nothing.
    return fields.stream().anyMatch(Selectors::isEmpty)
        ? Stream.empty()
        : Stream.of(selector.toBuilder().fieldSelectors(fields).build());
  }

  private static AdvancedFieldSelector excluding(AdvancedFieldSelector field, String prefixArn) {
    AdvancedFieldSelector.Builder narrowed = field.toBuilder();
    if (field.hasStartsWith()) {
      narrowed.startsWith(
          field.startsWith().stream().filter(it -> !it.startsWith(prefixArn)).toList());
    }
    List<String> not = new ArrayList<>(field.notStartsWith());
    not.add(prefixArn);
    return narrowed.notStartsWith(not).build();
  }

  private static boolean isEmpty(AdvancedFieldSelector field) {
    return field.hasStartsWith() && field.startsWith().isEmpty();
  }

  static boolean is(AdvancedEventSelector selector, String category) {
    return selector.fieldSelectors().stream()
        .anyMatch(it -> it.field().equals(CATEGORY) && it.equalsValue().contains(category));
  }

  static boolean isOfS3(AdvancedEventSelector selector) {
    return selector.fieldSelectors().stream()
        .filter(it -> it.field().equals(TYPE))
        .allMatch(it -> it.equalsValue().contains(S3_OBJECT));
  }

  private static Stream<AdvancedEventSelector> advanced(EventSelector basic) {
    Stream.Builder<AdvancedEventSelector> selectors = Stream.builder();
    if (Boolean.TRUE.equals(basic.includeManagementEvents())) {
      selectors.add(management(basic));
    }
    basic.dataResources().forEach(it -> selectors.add(data(basic, it)));
    return selectors.build();
  }

  private static AdvancedEventSelector management(EventSelector basic) {
    List<AdvancedFieldSelector> fields = new ArrayList<>();
    fields.add(field(CATEGORY, "Management"));
    readOnly(basic, fields);
    if (!basic.excludeManagementEventSources().isEmpty()) {
      fields.add(
          AdvancedFieldSelector.builder()
              .field("eventSource")
              .notEquals(basic.excludeManagementEventSources())
              .build());
    }
    return AdvancedEventSelector.builder().fieldSelectors(fields).build();
  }

  private static AdvancedEventSelector data(EventSelector basic, DataResource resource) {
    List<AdvancedFieldSelector> fields = new ArrayList<>();
    fields.add(field(CATEGORY, "Data"));
    fields.add(field(TYPE, resource.type()));
    readOnly(basic, fields);
    // "arn:aws:s3" means all buckets, and is a prefix of the ARN of every object.
    fields.add(AdvancedFieldSelector.builder().field(ARN).startsWith(resource.values()).build());
    return AdvancedEventSelector.builder().fieldSelectors(fields).build();
  }

  private static void readOnly(EventSelector basic, List<AdvancedFieldSelector> fields) {
    if (basic.readWriteType() == ReadWriteType.READ_ONLY) {
      fields.add(field("readOnly", "true"));
    } else if (basic.readWriteType() == ReadWriteType.WRITE_ONLY) {
      fields.add(field("readOnly", "false"));
    }
  }

  private static AdvancedFieldSelector field(String name, String value) {
    return AdvancedFieldSelector.builder().field(name).equalsValue(value).build();
  }
}
