package dev.waybill.localcloud.kms;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waybill.localcloud.service.JsonCall;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Actions Sign, Verify and GetPublicKey for P-256 keys. */
final class Signatures {
  static final String ALGORITHM = "ECDSA_SHA_256";
  private static final int MAX_MESSAGE_BYTES = 4096;
  private static final int DIGEST_BYTES = 32;

  private final KeyRing ring;

  Signatures(KeyRing ring) {
    this.ring = ring;
  }

  ObjectNode sign(JsonCall call) {
    KmsKey key = signingKey(call);
    byte[] message = message(call);
    try {
      Signature signer = algorithm(call);
      signer.initSign(privateKey(key));
      signer.update(message);
      return answer(key).put("Signature", KeyMaterial.base64(signer.sign()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  ObjectNode verify(JsonCall call) {
    KmsKey key = signingKey(call);
    if (!isValid(call, key, message(call), Blobs.decode(call, "Signature"))) {
      throw KmsErrorCode.INVALID_SIGNATURE.error("The signature is not valid");
    }
    return answer(key).put("SignatureValid", true);
  }

  private static boolean isValid(JsonCall call, KmsKey key, byte[] message, byte[] signature) {
    try {
      Signature verifier = algorithm(call);
      verifier.initVerify(publicKey(key));
      verifier.update(message);
      return verifier.verify(signature);
    } catch (SignatureException malformed) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  ObjectNode publicKey(JsonCall call) {
    KmsKey key = ring.find(call.text("KeyId"));
    if (key.isSymmetric()) {
      throw KmsErrorCode.UNSUPPORTED.error(ring.arn(key) + " is symmetric and has no public key.");
    }
    KeyStates.requireUsable(ring, key);
    ObjectNode answer =
        JsonCall.newAnswer()
            .put("KeyId", ring.arn(key))
            .put("PublicKey", key.publicKey())
            .put("CustomerMasterKeySpec", key.spec())
            .put("KeySpec", key.spec())
            .put("KeyUsage", key.usage());
    answer.putArray("SigningAlgorithms").add(ALGORITHM);
    return answer;
  }

  private KmsKey signingKey(JsonCall call) {
    KmsKey key = ring.find(call.text("KeyId"));
    KeyStates.requireUsage(ring, key, KmsKey.SIGN);
    KeyStates.requireUsable(ring, key);
    String algorithm = call.text("SigningAlgorithm");
    if (!algorithm.equals(ALGORITHM)) {
      throw KmsErrorCode.INVALID_KEY_USAGE.error(
          "Algorithm " + algorithm + " and key spec " + key.spec() + " are not compatible.");
    }
    return key;
  }

  private ObjectNode answer(KmsKey key) {
    return JsonCall.newAnswer().put("KeyId", ring.arn(key)).put("SigningAlgorithm", ALGORITHM);
  }

  private static PrivateKey privateKey(KmsKey key) throws GeneralSecurityException {
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key.secret())));
  }

  private static PublicKey publicKey(KmsKey key) throws GeneralSecurityException {
    return KeyFactory.getInstance("EC")
        .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key.publicKey())));
  }

  private static byte[] message(JsonCall call) {
    byte[] message = Blobs.decode(call, "Message");
    if (isDigest(call) && message.length != DIGEST_BYTES) {
      throw call.invalidInput("Digest is invalid length for algorithm " + ALGORITHM + ".");
    }
    if (message.length > MAX_MESSAGE_BYTES) {
      throw call.invalidInput(
          "Message must have at most " + MAX_MESSAGE_BYTES + " bytes; send its digest");
    }
    return message;
  }

  private static boolean isDigest(JsonCall call) {
    String type = call.optional("MessageType").orElse("RAW");
    if (!type.equals("DIGEST") && !type.equals("RAW")) {
      throw call.invalidInput("MessageType is " + type + " and must be RAW or DIGEST");
    }
    return type.equals("DIGEST");
  }

  private static Signature algorithm(JsonCall call) throws GeneralSecurityException {
    return Signature.getInstance(isDigest(call) ? "NONEwithECDSA" : "SHA256withECDSA");
  }
}
