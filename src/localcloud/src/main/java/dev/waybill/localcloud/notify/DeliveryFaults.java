package dev.waybill.localcloud.notify;

/** What a test orders of deliveries: S3 promises them at least once and in no order. */
public interface DeliveryFaults {
  /** Each once and in order. */
  DeliveryFaults NONE =
      new DeliveryFaults() {
        @Override
        public int times() {
          return 1;
        }

        @Override
        public int window() {
          return 1;
        }
      };

  /** How often each is delivered, at least once. */
  int times();

  /** How many wait for each other and are then delivered shuffled; 1 for none. */
  int window();
}
