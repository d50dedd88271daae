package dev.waybill.record.object;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Position of an event among the events of one key, as S3 notifications carry it.
 *
 * <p>Two sequencers of the same key compare as text after the shorter one is padded on the right
 * with zeros. Sequencers of different keys must not be compared.
 *
 * @param value hexadecimal digits, upper case
 */
public record Sequencer(String value) implements Comparable<Sequencer> {
  private static final Pattern FORM = Pattern.compile("[0-9A-F]{1,64}");

  public Sequencer {
    value = value.toUpperCase(Locale.ROOT);
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not 1 to 64 hexadecimal digits");
    }
  }

  @Override
  public int compareTo(Sequencer other) {
    return significant().compareTo(other.significant());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sequencer that && significant().equals(that.significant());
  }

  @Override
  public int hashCode() {
    return significant().hashCode();
  }

  /** Returns the value without trailing zeros, which have no meaning because of the padding. */
  private String significant() {
    int end = value.length();
    while (end > 0 && value.charAt(end - 1) == '0') {
      end--;
    }
    return value.substring(0, end);
  }
}
