package dev.waybill.fixity.plan;

import java.util.Arrays;
import java.util.Optional;

/** Classes of sizes, for coverage: small and large objects fail for different reasons. */
public enum SizeClass {
  UP_TO_64_KIB("64K", "≤ 64 KiB", 64L << 10),
  UP_TO_1_MIB("1M", "≤ 1 MiB", 1L << 20),
  UP_TO_64_MIB("64M", "≤ 64 MiB", 64L << 20),
  UP_TO_1_GIB("1G", "≤ 1 GiB", 1L << 30),
  LARGER("more", "> 1 GiB", Long.MAX_VALUE);

  private final String code;
  private final String label;
  private final long limit;

  SizeClass(String code, String label, long limit) {
    this.code = code;
    this.label = label;
    this.limit = limit;
  }

  /** Returns a short name for documents. */
  public String code() {
    return code;
  }

  /** Returns a name for people. */
  public String label() {
    return label;
  }

  /** Returns the class of a size in bytes. */
  public static SizeClass of(long size) {
    return Arrays.stream(values()).filter(it -> size <= it.limit).findFirst().orElse(LARGER);
  }

  /** Returns the class with a code; empty when it is unknown. */
  static Optional<SizeClass> ofCode(String code) {
    return Arrays.stream(values()).filter(it -> it.code.equals(code)).findFirst();
  }
}
