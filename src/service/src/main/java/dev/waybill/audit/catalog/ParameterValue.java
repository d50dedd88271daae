package dev.waybill.audit.catalog;

import java.util.List;
import java.util.stream.Collectors;

/** Typed value of a parameter. */
public sealed interface ParameterValue {
  /** Returns the name of the type in a header. */
  String type();

  /** Returns the value in the form of headers and settings. */
  String text();

  /**
   * Whole number; in SQL {@code 100}.
   *
   * @param value value in the range of bigint
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

  /** Text; in SQL {@code 'x'}. */
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

  /** List of texts; in SQL {@code CAST(ARRAY['a', 'b'] AS array(varchar))}. */
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
