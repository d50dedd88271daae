package dev.waybill.baseline.desired;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedEventSelector;
import software.amazon.awssdk.services.cloudtrail.model.AdvancedFieldSelector;

/** Selectors of deployments and others that share a trail. */
final class SelectorUnionTest {
  private static final String OURS = "arn:aws:s3:::ours/";
  private static final String THEIRS = "arn:aws:s3:::theirs/";
  private static final String LOG = "arn:aws:s3:::log/";
  private static final List<AdvancedEventSelector> DESIRED = Selectors.desired(List.of(OURS));

  @Test
  void mergesTheObjectsOfAnotherDeployment() {
    Selectors union = union(Selectors.desired(List.of(THEIRS)));

    assertThat(union.all()).hasSize(2);
    assertThat(union.logsObjects(OURS)).isTrue();
    assertThat(union.logsObjects(THEIRS)).isTrue();
    assertThat(union.logsManagement()).isTrue();
  }

  @Test
  void secondUnionChangesNothing() {
    Selectors once = union(Selectors.desired(List.of(THEIRS)));

    assertThat(union(once.all())).isEqualTo(once);
  }

  @Test
  void replacesOwnSelectorThatWasWeakened() {
    AdvancedEventSelector weakened =
        data(
            "waybill-objects", arn().startsWith(OURS + "test/").build(), equal("readOnly", "true"));

    assertThat(union(List.of(weakened)).all()).isEqualTo(DESIRED);
  }

  @Test
  void keepsSelectorOfTheSameNameThatSelectsMore() {
    AdvancedEventSelector wide = data("waybill-objects", arn().notStartsWith(LOG).build());

    Selectors union = union(List.of(wide));

    assertThat(union.all()).hasSize(3);
    assertThat(union.all().get(2).name()).isEqualTo("waybill-objects-of-others");
    assertThat(union.all().get(2).fieldSelectors()).isEqualTo(wide.fieldSelectors());
  }

  @Test
  void keepsSelectorOfAnotherName() {
    AdvancedEventSelector theirs = data("theirs", arn().startsWith(OURS, THEIRS).build());

    assertThat(union(List.of(theirs)).all())
        .containsExactly(DESIRED.get(0), DESIRED.get(1), theirs);
  }

  private static Selectors union(List<AdvancedEventSelector> present) {
    return new Selectors(SelectorUnion.of(new Selectors(present), List.of(OURS)));
  }

  private static AdvancedEventSelector data(String name, AdvancedFieldSelector... more) {
    List<AdvancedFieldSelector> fields = new ArrayList<>();
    fields.add(equal("eventCategory", "Data"));
    fields.add(equal("resources.type", Selectors.S3_OBJECT));
    fields.addAll(List.of(more));
    return AdvancedEventSelector.builder().name(name).fieldSelectors(fields).build();
  }

  private static AdvancedFieldSelector.Builder arn() {
    return AdvancedFieldSelector.builder().field("resources.ARN");
  }

  private static AdvancedFieldSelector equal(String field, String value) {
    return AdvancedFieldSelector.builder().field(field).equalsValue(value).build();
  }
}
