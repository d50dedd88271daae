package dev.waybill.fixity.plan;

/** Classes of sizes, for coverage: small and large objects fail for different reasons. */
public enum SizeClass {
  UP_TO_64_KIB("≤ 64 KiB", 64L << 10),
  UP_TO_1_MIB("≤ 1 MiB", 1L << 20),
  UP_TO_64_MIB("≤ 64 MiB", 64L << 20),
  UP_TO_1_GIB("≤ 1 GiB", 1L << 30),
  LARGER("> 1 GiB", Long.MAX_VALUE);

  private final String label;
  private final long limit;

  SizeClass(String label, long limit) {
    this.label = label;
    this.limit = limit;
  }

  /** Returns a name for people. */
  public String label() {
    return label;
  }

  /** Returns the class of a size in bytes. */
  public static SizeClass of(long size) {
    SizeClass found = LARGER;
    for (SizeClass each : values()) {
      if (size <= each.limit && each.ordinal() < found.ordinal()) {
        found = each;
      }
    }
    return found;
  }
}
