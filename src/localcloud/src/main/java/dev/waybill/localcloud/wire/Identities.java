package dev.waybill.localcloud.wire;

/** Knows whom an access key id stands for. */
@FunctionalInterface
public interface Identities {
  Principal of(String accessKeyId);
}
