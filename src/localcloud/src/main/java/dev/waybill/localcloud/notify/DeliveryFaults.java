package dev.waybill.localcloud.notify;

/** Duplicates and reorderings that a test injects, as S3 delivers at least once and unordered. */
public interface DeliveryFaults {
  /** Delivers each notification once and in order. */
  DeliveryFaults NONE =
      new DeliveryFaults() {
        @Override
        public int copies() {
          return 1;
        }

        @Override
        public int window() {
          return 1;
        }
      };

  /** Returns the number of deliveries of each notification, at least 1. */
  int copies();

  /**
   * Returns the number of notifications that are collected and then shuffled; 1 keeps the order.
   */
  int window();
}
