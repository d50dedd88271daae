package dev.waybill.localcloud.s3;

/** Listener for new notification configurations. */
@FunctionalInterface
public interface NotificationListener {
  /**
   * Validates a configuration before it is stored.
   *
   * @return the configuration to be stored, in which every rule has an id
   * @throws dev.waybill.localcloud.store.StoreException when the configuration is rejected
   */
  String validate(String bucket, String xml);
}
