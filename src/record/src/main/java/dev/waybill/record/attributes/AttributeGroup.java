package dev.waybill.record.attributes;

import dev.waybill.record.object.Sha256;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Statement of a record about one kind of attributes: headers, metadata or tags. */
public sealed interface AttributeGroup {
  /** Maximum size of stated values in bytes of canonical JSON; more are stated as a digest. */
  int MAX_VALUES_BYTES = 2048;

  /** Returns the statement of attributes that were seen: their values, or a digest when large. */
  static AttributeGroup of(Map<String, String> values) {
    byte[] canonical = CanonicalJson.write(values);
    return canonical.length <= MAX_VALUES_BYTES
        ? new Values(values)
        : new Digest(Sha256.hash(canonical), values.size());
  }

  /** Returns true when the statement says what the attributes are, so that it can be compared. */
  default boolean isComparable() {
    return true;
  }

  /**
   * Compares the statement with the attributes of an object.
   *
   * @return one text for each difference, with untrusted input; empty when nothing differs or the
   *     statement is not comparable
   */
  List<String> differences(Map<String, String> actual);

  /**
   * All attributes, by name.
   *
   * @param values the values by name; empty when the object has none
   */
  record Values(Map<String, String> values) implements AttributeGroup {
    public Values {
      values = Map.copyOf(values);
    }

    @Override
    public List<String> differences(Map<String, String> actual) {
      return AttributeDifferences.of(values, actual);
    }
  }

  /**
   * Digest of attributes that are too large to be stated.
   *
   * @param sha256 digest of their canonical JSON (RFC 8785), an object of texts
   * @param count number of attributes
   */
  record Digest(Sha256 sha256, int count) implements AttributeGroup {
    @Override
    public List<String> differences(Map<String, String> actual) {
      Sha256 found = Sha256.hash(CanonicalJson.write(actual));
      return found.equals(sha256)
          ? List.of()
          : List.of(
              actual.size()
                  + " with sha256 "
                  + found
                  + ", sealed are "
                  + count
                  + " with sha256 "
                  + sha256);
    }
  }

  /**
   * Attributes that were not read.
   *
   * @param cause the cause
   */
  record Unseen(Cause cause) implements AttributeGroup {
    @Override
    public boolean isComparable() {
      return cause == Cause.NOT_COUNTED;
    }

    /** S3 states no number of tags when there is none, so that any tag is a difference. */
    @Override
    public List<String> differences(Map<String, String> actual) {
      return isComparable() ? AttributeDifferences.of(Map.of(), actual) : List.of();
    }
  }

  /** Causes why attributes were not read. */
  enum Cause {
    /** S3 stated no number: there is none, or the service had no right to see any. */
    NOT_COUNTED("not-counted"),
    /** S3 stated a number and denied the read. */
    DENIED("denied");

    private final String label;

    Cause(String label) {
      this.label = label;
    }

    /** Returns the name in records. */
    public String label() {
      return label;
    }

    /** Returns the cause with the given name in records; empty when there is none. */
    public static Optional<Cause> named(String label) {
      return Arrays.stream(values()).filter(cause -> cause.label.equals(label)).findFirst();
    }
  }
}
