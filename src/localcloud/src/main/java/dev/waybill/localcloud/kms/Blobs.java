package dev.waybill.localcloud.kms;

import dev.waybill.localcloud.service.JsonCall;
import java.util.Base64;

/** Bytes in a call: base64 on the wire. */
final class Blobs {
  private Blobs() {}

  static byte[] of(JsonCall call, String name) {
    try {
      return Base64.getDecoder().decode(call.text(name));
    } catch (IllegalArgumentException e) {
      throw call.invalid(name + " is not base64");
    }
  }
}
