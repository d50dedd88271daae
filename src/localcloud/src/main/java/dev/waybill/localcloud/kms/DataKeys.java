package dev.waybill.localcloud.kms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.service.JsonCall;
import dev.waybill.localcloud.service.JsonError;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypt, Decrypt and data keys: AES-256 in GCM, with the encryption context as the additional
 * data. A ciphertext is the key's id, a nonce and what GCM made.
 */
final class DataKeys {
  private static final int LONGEST_PLAINTEXT = 4096;
  private static final int LONGEST_KEY = 1024;
  private static final int NONCE = 12;
  private static final int ID = 16;
  private static final int TAG_BITS = 128;
  private static final Map<String, Integer> SPECS = Map.of("AES_256", 32, "AES_128", 16);

  private final KeyRing ring;

  DataKeys(KeyRing ring) {
    this.ring = ring;
  }

  ObjectNode encrypt(JsonCall call) {
    KmsKey key = usable(ring.any(call.text("KeyId")));
    byte[] plaintext = Blobs.of(call, "Plaintext");
    if (plaintext.length > LONGEST_PLAINTEXT) {
      throw call.invalid("Plaintext has more than " + LONGEST_PLAINTEXT + " bytes");
    }
    return sealed(call, key, plaintext).put("EncryptionAlgorithm", KmsKey.SYMMETRIC);
  }

  ObjectNode generate(JsonCall call, boolean withPlaintext) {
    KmsKey key = usable(ring.any(call.text("KeyId")));
    byte[] dataKey = KeyMaterial.random(size(call));
    ObjectNode answer = sealed(call, key, dataKey);
    return withPlaintext ? answer.put("Plaintext", KeyMaterial.base64(dataKey)) : answer;
  }

  private static int size(JsonCall call) {
    int bytes = call.number("NumberOfBytes", 1, LONGEST_KEY, 0);
    String spec = call.optional("KeySpec").orElse("");
    if ((bytes == 0) == spec.isEmpty()) {
      throw call.invalid("Please specify either number of bytes or key spec.");
    }
    Integer size = spec.isEmpty() ? Integer.valueOf(bytes) : SPECS.get(spec);
    if (size == null) {
      throw call.invalid("KeySpec is " + spec + " and must be AES_256 or AES_128");
    }
    return size;
  }

  ObjectNode decrypt(JsonCall call) {
    byte[] sealed = Blobs.of(call, "CiphertextBlob");
    if (sealed.length < ID + NONCE) {
      throw broken();
    }
    ByteBuffer parts = ByteBuffer.wrap(sealed);
    KmsKey key = usable(keyOf(new UUID(parts.getLong(), parts.getLong())));
    call.optional("KeyId").ifPresent(named -> requireSame(ring.any(named), key));
    byte[] nonce = new byte[NONCE];
    parts.get(nonce);
    byte[] rest = new byte[parts.remaining()];
    parts.get(rest);
    return JsonCall.newAnswer()
        .put("KeyId", ring.arn(key))
        .put("Plaintext", KeyMaterial.base64(opened(key, nonce, context(call), rest)))
        .put("EncryptionAlgorithm", KmsKey.SYMMETRIC);
  }

  private KmsKey keyOf(UUID id) {
    try {
      return ring.byId(id.toString());
    } catch (JsonError absent) {
      throw broken();
    }
  }

  private static void requireSame(KmsKey named, KmsKey key) {
    if (!named.id().equals(key.id())) {
      throw KmsRefusal.INCORRECT_KEY.because(
          "The key ID in the request does not identify a CMK that can perform this operation.");
    }
  }

  private ObjectNode sealed(JsonCall call, KmsKey key, byte[] plaintext) {
    byte[] nonce = KeyMaterial.random(NONCE);
    byte[] sealed = gcm(Cipher.ENCRYPT_MODE, key, nonce, context(call), plaintext);
    UUID id = UUID.fromString(key.id());
    ByteBuffer blob = ByteBuffer.allocate(ID + NONCE + sealed.length);
    blob.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    blob.put(nonce).put(sealed);
    return JsonCall.newAnswer()
        .put("KeyId", ring.arn(key))
        .put("CiphertextBlob", KeyMaterial.base64(blob.array()));
  }

  private static byte[] opened(KmsKey key, byte[] nonce, byte[] context, byte[] sealed) {
    if (sealed.length < TAG_BITS / Byte.SIZE) {
      throw broken();
    }
    return gcm(Cipher.DECRYPT_MODE, key, nonce, context, sealed);
  }

  private static byte[] gcm(int mode, KmsKey key, byte[] nonce, byte[] context, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      byte[] secret = Base64.getDecoder().decode(key.secret());
      cipher.init(mode, new SecretKeySpec(secret, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(context);
      return cipher.doFinal(input);
    } catch (AEADBadTagException changed) {
      throw broken();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** In one order, however the caller has it. */
  private static byte[] context(JsonCall call) {
    Map<String, String> context = new TreeMap<>();
    call.input()
        .path("EncryptionContext")
        .properties()
        .forEach(each -> context.put(each.getKey(), each.getValue().asText()));
    ObjectNode ordered = JsonCall.newAnswer();
    context.forEach(ordered::put);
    return ordered.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static JsonError broken() {
    return KmsRefusal.INVALID_CIPHERTEXT.because(
        "The ciphertext or its encryption context is not what was encrypted");
  }

  private KmsKey usable(KmsKey key) {
    KeyStates.requireUsage(ring, key, KmsKey.ENCRYPT);
    KeyStates.requireUsable(ring, key);
    return key;
  }
}
