package dev.waybill.localcloud.athena.engine;

import dev.waybill.localcloud.athena.bridge.PartitionFilter;
import io.airlift.slice.Slice;
import io.trino.spi.predicate.Domain;
import io.trino.spi.predicate.ValueSet;
import io.trino.spi.type.Type;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Partition filter based on a Trino domain. */
record DomainFilter(Type type, Domain domain) implements PartitionFilter {
  private static final int MAX_LISTED = 1000;

  @Override
  public boolean accepts(String value) {
    return domain.includesNullableValue(PartitionValues.parse(type, value));
  }

  @Override
  public boolean boundedBelow() {
    ValueSet values = domain.getValues();
    return values.isNone() || !values.getRanges().getSpan().isLowUnbounded();
  }

  @Override
  public boolean boundedAbove() {
    ValueSet values = domain.getValues();
    return values.isNone() || !values.getRanges().getSpan().isHighUnbounded();
  }

  @Override
  public Set<String> listed() {
    if (!domain.getValues().isDiscreteSet()
        || domain.getValues().getDiscreteSet().size() > MAX_LISTED) {
      return Set.of();
    }
    return domain.getValues().getDiscreteSet().stream()
        .map(DomainFilter::text)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String text(Object value) {
    return value instanceof Slice slice ? slice.toStringUtf8() : Objects.toString(value);
  }
}
