package dev.waybill.localcloud.s3;

/** Hears of notification configurations. */
@FunctionalInterface
public interface NotificationListener {
  /** Called before the configuration is stored; a StoreException refuses it. */
  void configured(String bucket, String xml);
}
