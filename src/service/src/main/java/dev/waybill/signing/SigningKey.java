package dev.waybill.signing;

import dev.waybill.record.Bundle;
import dev.waybill.record.KeyId;
import dev.waybill.record.P256;
import dev.waybill.record.Pae;
import dev.waybill.record.PublicKeyPem;
import dev.waybill.record.log.LogEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/** ECDSA P-256 key that signs records, with the keys that are trusted because of it. */
public final class SigningKey {
  private final RecordSigner signer;
  private final PublicKey publicKey;
  private final List<PublicKey> trusted;

  private SigningKey(RecordSigner signer, PublicKey publicKey, List<PublicKey> trusted) {
    this.signer = signer;
    this.publicKey = publicKey;
    this.trusted = List.copyOf(trusted);
  }

  /**
   * Returns a key that is not in a file.
   *
   * @param signer signs with the key, or with keys that it delegates to
   * @param publicKey the key that verifiers must trust
   */
  public static SigningKey of(RecordSigner signer, PublicKey publicKey) {
    P256.require(publicKey, "the signing key");
    return new SigningKey(signer, publicKey, List.of(publicKey));
  }

  /**
   * Loads the key from a PKCS#12 keystore.
   *
   * @throws IllegalArgumentException with the wrong setting and the fix
   */
  public static SigningKey load(Path keystore, String password, String alias) {
    KeyStore store = open(keystore, password);
    try {
      if (!(store.getKey(alias, password.toCharArray()) instanceof PrivateKey key)) {
        throw new IllegalArgumentException(
            "waybill.signing.alias: "
                + alias
                + " is not a private key in "
                + keystore
                + "; its aliases are "
                + Collections.list(store.aliases()));
      }
      PublicKey own = publicKey(store, alias, keystore);
      P256.require(own, "waybill.signing.alias: " + alias + " of " + keystore);
      requirePair(
          key, own, "waybill.signing.alias: the certificate of " + alias + " in " + keystore);
      return new SigningKey(new LocalSigner(key, own), own, p256Keys(store));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "waybill.signing.alias: the key "
              + alias
              + " of "
              + keystore
              + " cannot be read; it must have the keystore's password",
          e);
    }
  }

  private static PublicKey publicKey(KeyStore store, String alias, Path keystore)
      throws GeneralSecurityException {
    Certificate certificate = store.getCertificate(alias);
    if (certificate == null) {
      throw new IllegalArgumentException(
          "waybill.signing.alias: " + alias + " has no certificate in " + keystore + "; add one");
    }
    return certificate.getPublicKey();
  }

  /** Signs and verifies once: with the certificate of another key, no record could be verified. */
  private static void requirePair(PrivateKey key, PublicKey own, String subject)
      throws GeneralSecurityException {
    byte[] message = subject.getBytes(StandardCharsets.UTF_8);
    Signature signature = EcdsaProvider.signature();
    signature.initSign(key);
    signature.update(message);
    byte[] signed = signature.sign();
    signature.initVerify(own);
    signature.update(message);
    if (!signature.verify(signed)) {
      throw new IllegalArgumentException(
          subject + " belongs to another private key; import the one made for it");
    }
  }

  private static KeyStore open(Path keystore, String password) {
    try (InputStream in = Files.newInputStream(keystore)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password.toCharArray());
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(problem(keystore, e), e);
    }
  }

  private static String problem(Path keystore, Exception e) {
    if (!Files.exists(keystore)) {
      return "waybill.signing.keystore: there is no file " + keystore + "; name a PKCS#12 keystore";
    }
    return e.getCause() instanceof UnrecoverableKeyException
        ? "waybill.signing.password: does not open the keystore "
            + keystore
            + "; give the password that the keystore was created with"
        : "waybill.signing.keystore: " + keystore + " is not a readable PKCS#12 keystore; name one";
  }

  private static List<PublicKey> p256Keys(KeyStore store) throws GeneralSecurityException {
    List<PublicKey> keys = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      Certificate certificate = store.getCertificate(alias);
      if (certificate != null && P256.matches(certificate.getPublicKey())) {
        keys.add(certificate.getPublicKey());
      }
    }
    return keys;
  }

  /**
   * Creates a keystore with a new key, readable by its owner only; keeps an existing file.
   *
   * @throws IOException when the file cannot be written
   */
  public static void create(Path keystore, String password, String alias) throws IOException {
    if (Files.exists(keystore)) {
      return;
    }
    OwnerOnlyFile.create(keystore, newKeystore(password, alias));
  }

  private static byte[] newKeystore(String password, String alias) throws IOException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      Certificate[] chain = {SelfSignedCertificate.of(pair, Instant.now())};
      store.setKeyEntry(alias, pair.getPrivate(), password.toCharArray(), chain);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      store.store(out, password.toCharArray());
      return out.toByteArray();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK generates P-256 keys", impossible);
    }
  }

  /** Returns a handle that signs through {@link SigningProvider} and cannot be read. */
  public PrivateKey handle() {
    return new SignOnlyKey(signer);
  }

  /** Returns the key that verifiers must trust. It signs records, or delegates to keys that do. */
  public PublicKey publicKey() {
    return publicKey;
  }

  /** Returns the trusted public keys: this key and the retired keys of the same keystore. */
  public List<PublicKey> trusted() {
    return trusted;
  }

  /** Returns the OpenSSH fingerprint of {@link #publicKey}, see {@link KeyId}. */
  public String keyId() {
    return KeyId.of(publicKey);
  }

  /** Returns the public key as SubjectPublicKeyInfo in PEM. */
  public String publicKeyPem() {
    return PublicKeyPem.write(publicKey);
  }

  /** Returns what signs, which the caller of the start closes. */
  public RecordSigner signer() {
    return signer;
  }

  /** Sets the receiver of the log's entries of delegations, if there are any. */
  public void logTo(Consumer<LogEntry> log) {
    if (signer instanceof DelegatedSigner delegated) {
      delegated.logTo(log);
    }
  }

  /**
   * Signs a statement.
   *
   * @return the bundle that names the key that signed
   * @throws SigningUnavailableException when the key cannot be used now
   */
  public byte[] seal(byte[] statement) {
    KeyedSignature signature = signer.sign(Pae.of(statement));
    return Bundle.write(statement, signature.der(), signature.keyId());
  }

  /** Signs with ECDSA and SHA-256; returns the signature as ASN.1 DER. */
  public byte[] sign(byte[] message) {
    return signer.sign(message).der();
  }
}
