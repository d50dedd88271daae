package dev.waybill.fixity.plan;

/** Port that receives the ends of cycles, for their statements. */
@FunctionalInterface
public interface CycleEndListener {
  /**
   * Acts on the end of a cycle. The next cycle has begun already. An end may be received more than
   * once, also by two leaders, so the action must have its effect once.
   *
   * @throws RuntimeException when it failed; the end is received again later
   */
  void ended(CycleEnd end);
}
