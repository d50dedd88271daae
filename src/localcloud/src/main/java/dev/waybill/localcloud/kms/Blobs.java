package dev.waybill.localcloud.kms;

import dev.waybill.localcloud.service.JsonCall;
import java.util.Base64;

/** Binary members of calls, which are base64 in JSON. */
final class Blobs {
  private Blobs() {}

  /** Decodes a required binary member. */
  static byte[] decode(JsonCall call, String name) {
    try {
      return Base64.getDecoder().decode(call.text(name));
    } catch (IllegalArgumentException e) {
      throw call.invalidInput(name + " must be base64");
    }
  }
}
