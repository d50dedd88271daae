package dev.waybill.camel;

import dev.waybill.model.Outcome;
import org.apache.camel.Exchange;
import org.apache.camel.processor.aggregate.UseOriginalAggregationStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Aggregation strategy that keeps the message as received, and fails it unless each of its records
 * ended with an outcome. It detects an edited route that a record leaves before its custody ended;
 * the message of such a record must not be deleted.
 */
public final class AllRecordsAggregation extends UseOriginalAggregationStrategy {
  public AllRecordsAggregation() {
    super(null, true);
  }

  private AllRecordsAggregation(Exchange original) {
    super(original, true);
  }

  @Override
  public UseOriginalAggregationStrategy newInstance(Exchange original) {
    return new AllRecordsAggregation(original);
  }

  @Override
  public Exchange aggregate(@Nullable Exchange previous, Exchange record) {
    if (record.getException() == null && !(record.getMessage().getBody() instanceof Outcome)) {
      record.setException(
          new IllegalStateException(
              "a record left the routes without an outcome; a step that ends custody is missing"));
    }
    return super.aggregate(previous, record);
  }
}
