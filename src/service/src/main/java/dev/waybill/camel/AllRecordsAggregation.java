package dev.waybill.camel;

import dev.waybill.model.Outcome;
import org.apache.camel.Exchange;
import org.apache.camel.processor.aggregate.UseOriginalAggregationStrategy;
import org.jspecify.annotations.Nullable;

/**
 * Lets a message be deleted only when each of its records has ended with an outcome, and keeps the
 * message as it came. A route that was edited so that a record falls out of it half-way fails here.
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
  public Exchange aggregate(@Nullable Exchange before, Exchange record) {
    if (record.getException() == null && !(record.getMessage().getBody() instanceof Outcome)) {
      record.setException(
          new IllegalStateException(
              "a record left the routes without an outcome; a step that ends custody is missing"));
    }
    return super.aggregate(before, record);
  }
}
