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
 * Actions Encrypt, Decrypt and GenerateDataKey: AES-256 in GCM mode with the encryption context as
 * additional authenticated data. A ciphertext blob is the key's id, a nonce and the GCM ciphertext.
 */
final class DataKeys {
  private static final int MAX_PLAINTEXT_BYTES = 4096;
  private static final int MAX_KEY_BYTES = 1024;
  private static final int NONCE_BYTES = 12;
  private static final int ID_BYTES = 16;
  private static final int TAG_BITS = 128;
  private static final Map<String, Integer> KEY_BYTES = Map.of("AES_256", 32, "AES_128", 16);

  private final KeyRing ring;

  DataKeys(KeyRing ring) {
    this.ring = ring;
  }

  ObjectNode encrypt(JsonCall call) {
    KmsKey key = requireUsable(ring.find(call.text("KeyId")));
    byte[] plaintext = Blobs.decode(call, "Plaintext");
    if (plaintext.length > MAX_PLAINTEXT_BYTES) {
      throw call.invalidInput("Plaintext must have at most " + MAX_PLAINTEXT_BYTES + " bytes");
    }
    return encryptedResponse(call, key, plaintext).put("EncryptionAlgorithm", KmsKey.SYMMETRIC);
  }

  ObjectNode generate(JsonCall call, boolean withPlaintext) {
    KmsKey key = requireUsable(ring.find(call.text("KeyId")));
    byte[] dataKey = KeyMaterial.random(size(call));
    ObjectNode answer = encryptedResponse(call, key, dataKey);
    return withPlaintext ? answer.put("Plaintext", KeyMaterial.base64(dataKey)) : answer;
  }

  private static int size(JsonCall call) {
    int bytes = call.number("NumberOfBytes", 1, MAX_KEY_BYTES, 0);
    String spec = call.optional("KeySpec").orElse("");
    if ((bytes == 0) == spec.isEmpty()) {
      throw call.invalidInput("Please specify either number of bytes or key spec.");
    }
    Integer size = spec.isEmpty() ? Integer.valueOf(bytes) : KEY_BYTES.get(spec);
    if (size == null) {
      throw call.invalidInput("KeySpec is " + spec + " and must be AES_256 or AES_128");
    }
    return size;
  }

  ObjectNode decrypt(JsonCall call) {
    byte[] ciphertext = Blobs.decode(call, "CiphertextBlob");
    if (ciphertext.length < ID_BYTES + NONCE_BYTES) {
      throw invalidCiphertext();
    }
    ByteBuffer parts = ByteBuffer.wrap(ciphertext);
    KmsKey key = requireUsable(keyWithId(new UUID(parts.getLong(), parts.getLong())));
    call.optional("KeyId").ifPresent(named -> requireSame(ring.find(named), key));
    byte[] nonce = new byte[NONCE_BYTES];
    parts.get(nonce);
    byte[] rest = new byte[parts.remaining()];
    parts.get(rest);
    return JsonCall.newAnswer()
        .put("KeyId", ring.arn(key))
        .put("Plaintext", KeyMaterial.base64(decrypted(key, nonce, context(call), rest)))
        .put("EncryptionAlgorithm", KmsKey.SYMMETRIC);
  }

  private KmsKey keyWithId(UUID id) {
    try {
      return ring.byId(id.toString());
    } catch (JsonError absent) {
      throw invalidCiphertext();
    }
  }

  private static void requireSame(KmsKey named, KmsKey key) {
    if (!named.id().equals(key.id())) {
      throw KmsErrorCode.INCORRECT_KEY.error(
          "The key ID in the request does not identify a CMK that can perform this operation.");
    }
  }

  private ObjectNode encryptedResponse(JsonCall call, KmsKey key, byte[] plaintext) {
    byte[] nonce = KeyMaterial.random(NONCE_BYTES);
    byte[] ciphertext = gcm(Cipher.ENCRYPT_MODE, key, nonce, context(call), plaintext);
    UUID id = UUID.fromString(key.id());
    ByteBuffer blob = ByteBuffer.allocate(ID_BYTES + NONCE_BYTES + ciphertext.length);
    blob.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    blob.put(nonce).put(ciphertext);
    return JsonCall.newAnswer()
        .put("KeyId", ring.arn(key))
        .put("CiphertextBlob", KeyMaterial.base64(blob.array()));
  }

  private static byte[] decrypted(KmsKey key, byte[] nonce, byte[] context, byte[] ciphertext) {
    if (ciphertext.length < TAG_BITS / Byte.SIZE) {
      throw invalidCiphertext();
    }
    return gcm(Cipher.DECRYPT_MODE, key, nonce, context, ciphertext);
  }

  private static byte[] gcm(int mode, KmsKey key, byte[] nonce, byte[] context, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      byte[] secret = Base64.getDecoder().decode(key.secret());
      cipher.init(mode, new SecretKeySpec(secret, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(context);
      return cipher.doFinal(input);
    } catch (AEADBadTagException changed) {
      throw invalidCiphertext();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the encryption context in canonical order, independent of the caller's order. */
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

  private static JsonError invalidCiphertext() {
    return KmsErrorCode.INVALID_CIPHERTEXT.error(
        "The ciphertext or its encryption context is not valid");
  }

  private KmsKey requireUsable(KmsKey key) {
    KeyStates.requireUsage(ring, key, KmsKey.ENCRYPT);
    KeyStates.requireUsable(ring, key);
    return key;
  }
}
