package dev.waybill.localcloud.s3;

/** Hears of notification configurations. */
@FunctionalInterface
public interface NotificationListener {
  /**
   * Called before a configuration is stored; a StoreException refuses it.
   *
   * @return the configuration to be stored, in which every rule has an id
   */
  String configured(String bucket, String xml);
}
