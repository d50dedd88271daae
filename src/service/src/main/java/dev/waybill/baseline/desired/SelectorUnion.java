package dev.waybill.baseline.desired;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;

/**
 * Desired selectors together with all that the present ones select for others. Deployments that
 * share a trail give their selectors the same names, so that a name does not tell whose it is.
 */
public final class SelectorUnion {
  private static final int FIELDS_OF_DESIRED = 3;

  private SelectorUnion() {}

  /**
   * Returns the selectors to put.
   *
   * @param present selectors of the trail
   * @param objectArns ARN prefixes of the objects of this deployment
   */
  public static List<AdvancedEventSelector> of(Selectors present, List<String> objectArns) {
    List<AdvancedEventSelector> others =
        present.all().stream().filter(it -> !isWithin(it, objectArns)).toList();
    Stream<String> merged =
        others.stream().filter(SelectorUnion::isMergeable).flatMap(it -> prefixes(it).stream());
    List<String> prefixes = Stream.concat(objectArns.stream(), merged).distinct().toList();
    Stream<AdvancedEventSelector> kept =
        others.stream().filter(it -> !isMergeable(it)).map(SelectorUnion::renamed);
    return Stream.concat(Selectors.desired(prefixes).stream(), kept).toList();
  }

  /** Returns true when the desired selectors select all that the selector does. */
  private static boolean isWithin(AdvancedEventSelector selector, List<String> objectArns) {
    if (Selectors.is(selector, "Management")) {
      return selector.fieldSelectors().size() == 1
          || Selectors.MANAGEMENT_NAME.equals(selector.name());
    }
    List<String> prefixes = prefixes(selector);
    return Selectors.is(selector, "Data")
        && Selectors.isOfS3(selector)
        && !prefixes.isEmpty()
        && prefixes.stream().allMatch(it -> objectArns.stream().anyMatch(it::startsWith));
  }

  /** Returns true for a selector that a deployment put, without a further condition. */
  private static boolean isMergeable(AdvancedEventSelector selector) {
    return Selectors.OBJECTS_NAME.equals(selector.name())
        && selector.fieldSelectors().size() == FIELDS_OF_DESIRED
        && !prefixes(selector).isEmpty()
        && selector.fieldSelectors().stream()
            .filter(it -> it.field().equals(Selectors.ARN))
            .noneMatch(Selectors::excludes);
  }

  private static List<String> prefixes(AdvancedEventSelector selector) {
    return selector.fieldSelectors().stream()
        .filter(it -> it.field().equals(Selectors.ARN))
        .flatMap(it -> it.startsWith().stream())
        .toList();
  }

  private static AdvancedEventSelector renamed(AdvancedEventSelector selector) {
    return Selectors.OBJECTS_NAME.equals(selector.name())
        ? selector.toBuilder().name(Selectors.OBJECTS_NAME + "-of-others").build()
        : selector;
  }
}
