package dev.waybill.localcloud.wire;

/** Lookup of the principal that an access key id belongs to. */
@FunctionalInterface
public interface PrincipalLookup {
  Principal of(String accessKeyId);
}
