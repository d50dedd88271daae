package dev.waybill.audit.catalog;

import java.util.List;
import java.util.stream.Collectors;

/** What a parameter of an audit stands for, by type. */
public sealed interface ParameterValue {
  /** The type's name in a header. */
  String type();

  /** As it stands in a header, and in a setting. */
  String text();

  /**
   * A whole number; in SQL {@code 100}.
   *
   * @param value of bigint's range
   */
  record Whole(long value) implements ParameterValue {
    @Override
    public String type() {
      return "integer";
    }

    @Override
    public String text() {
      return Long.toString(value);
    }
  }

  /** A text; in SQL {@code 'x'}. */
  record Text(String value) implements ParameterValue {
    @Override
    public String type() {
      return "varchar";
    }

    @Override
    public String text() {
      return value;
    }
  }

  /** Texts; in SQL {@code CAST(ARRAY['a', 'b'] AS array(varchar))}. */
  record Texts(List<String> values) implements ParameterValue {
    public Texts {
      values = List.copyOf(values);
    }

    @Override
    public String type() {
      return "list";
    }

    @Override
    public String text() {
      return values.stream().collect(Collectors.joining(", "));
    }
  }
}
