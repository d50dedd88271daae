package dev.waybill.signing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.waybill.record.KeyId;
import dev.waybill.record.PublicKeyPem;
import java.io.OutputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SigningKeyTest {
  private static final String PASSWORD = "correct-horse";
  private static final String OTHER_PASSWORD = "battery-staple";
  @TempDir Path folder;
  private Path keystore;

  @BeforeEach
  void create() throws Exception {
    keystore = folder.resolve("new folder").resolve("signing.p12");
    SigningKey.create(keystore, PASSWORD, "signer");
  }

  @Test
  void aSignatureOfACreatedKeyIsVerifiedByItsPublicKey() throws Exception {
    SigningKey key = SigningKey.load(keystore, PASSWORD, "signer");
    Signature verifier = Signature.getInstance("SHA256withECDSA");
    verifier.initVerify(key.publicKey());
    verifier.update(new byte[] {1, 2, 3});

    assertThat(verifier.verify(key.sign(new byte[] {1, 2, 3}))).isTrue();
    assertThat(key.trusted()).containsExactly(key.publicKey());
  }

  @Test
  void namesTheKeyByItsFingerprint() {
    SigningKey key = SigningKey.load(keystore, PASSWORD, "signer");

    assertThat(key.keyId()).isEqualTo(KeyId.of(key.publicKey()));
  }

  @Test
  void publicKeyPemIsReadAsThePublicKey() {
    SigningKey key = SigningKey.load(keystore, PASSWORD, "signer");

    assertThat(PublicKeyPem.parse(key.publicKeyPem().getBytes(ISO_8859_1)))
        .isEqualTo(key.publicKey());
  }

  @Test
  void theFileBelongsToItsOwnerOnlyAndNoDraftRemains() throws Exception {
    try (var files = Files.list(keystore.getParent())) {
      assertThat(files).containsExactly(keystore);
    }
    assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("posix");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keystore)))
        .isEqualTo("rw-------");
  }

  @Test
  void anExistingKeyIsKept() throws Exception {
    byte[] first = Files.readAllBytes(keystore);

    SigningKey.create(keystore, OTHER_PASSWORD, "other");

    assertThat(Files.readAllBytes(keystore)).isEqualTo(first);
  }

  @Test
  void concurrentFirstStartsCreateOneKey() throws Exception {
    Path contested = folder.resolve("contested.p12");
    ExecutorService starts = Executors.newFixedThreadPool(8);
    try {
      List<Future<String>> ids = new ArrayList<>();
      for (int start = 0; start < 8; start++) {
        ids.add(
            starts.submit(
                () -> {
                  SigningKey.create(contested, PASSWORD, "signer");
                  return SigningKey.load(contested, PASSWORD, "signer").keyId();
                }));
      }
      for (Future<String> id : ids) {
        assertThat(id.get()).isEqualTo(ids.get(0).get());
      }
    } finally {
      starts.shutdownNow();
    }
  }

  @Test
  void retiredKeysAreTrustedAndOtherKindsAreNot() throws Exception {
    KeyPair own = pair("EC", "secp256r1");
    KeyPair retired = pair("EC", "secp256r1");
    KeyStore store = emptyStore();
    put(store, "own", own);
    put(store, "retired", retired);
    put(store, "rsa", pair("RSA", ""));
    put(store, "p384", pair("EC", "secp384r1"));

    SigningKey key = SigningKey.load(stored(store), PASSWORD, "own");

    assertThat(key.publicKey()).isEqualTo(own.getPublic());
    assertThat(key.trusted()).containsExactlyInAnyOrder(own.getPublic(), retired.getPublic());
  }

  @Test
  void aWrongPasswordIsReportedWithoutItsValue() {
    assertRejected(
        keystore, OTHER_PASSWORD, "signer", "waybill.signing.password", "give the password");
  }

  @Test
  void aWrongAliasIsReportedWithTheExistingOnes() {
    assertRejected(
        keystore, PASSWORD, "other", "waybill.signing.alias", "its aliases are [signer]");
  }

  @Test
  void aMissingFileIsReported() {
    Path missing = folder.resolve("missing.p12");
    assertRejected(missing, PASSWORD, "signer", "waybill.signing.keystore", "there is no file");
  }

  @Test
  void aFileThatIsNotAKeystoreIsReported() throws Exception {
    for (byte[] content : List.of(new byte[0], new byte[1000], "-----BEGIN".getBytes(ISO_8859_1))) {
      Path file = Files.write(folder.resolve("no.p12"), content);
      assertRejected(
          file, PASSWORD, "signer", "waybill.signing.keystore", "not a readable PKCS#12");
    }
    assertRejected(
        folder, PASSWORD, "signer", "waybill.signing.keystore", "not a readable PKCS#12");
  }

  @Test
  void aTruncatedKeystoreIsReported() throws Exception {
    byte[] whole = Files.readAllBytes(keystore);
    for (int length = 0; length < whole.length; length += 37) {
      Path file = Files.write(folder.resolve("cut.p12"), Arrays.copyOf(whole, length));
      assertRejected(file, PASSWORD, "signer", "waybill.signing.", "");
    }
  }

  @Test
  void anUnreadableFileIsReported() throws Exception {
    assumeThat(FileSystems.getDefault().supportedFileAttributeViews()).contains("posix");
    Files.setPosixFilePermissions(keystore, PosixFilePermissions.fromString("---------"));
    assumeThat(Files.isReadable(keystore)).as("root reads everything").isFalse();
    assertRejected(keystore, PASSWORD, "signer", "waybill.signing.keystore", "not a readable");
  }

  @Test
  void aKeyOfAnotherKindIsReported() throws Exception {
    KeyStore store = emptyStore();
    put(store, "rsa", pair("RSA", ""));
    put(store, "p384", pair("EC", "secp384r1"));
    Path file = stored(store);

    assertRejected(file, PASSWORD, "rsa", "waybill.signing.alias", "RSA; records need EC P-256");
    assertRejected(file, PASSWORD, "p384", "waybill.signing.alias", "records need EC P-256");
  }

  @Test
  void aKeyWithAnotherPasswordIsReported() throws Exception {
    KeyPair own = pair("EC", "secp256r1");
    KeyStore store = emptyStore();
    Certificate[] chain = {SelfSignedCertificate.of(own, Instant.now())};
    store.setKeyEntry("own", own.getPrivate(), OTHER_PASSWORD.toCharArray(), chain);

    assertRejected(stored(store), PASSWORD, "own", "waybill.signing.alias", "cannot be read");
  }

  @Test
  void aCertificateOfAnotherKeyIsReported() throws Exception {
    KeyPair own = pair("EC", "secp256r1");
    KeyStore store = emptyStore();
    Certificate[] chain = {SelfSignedCertificate.of(pair("EC", "secp256r1"), Instant.now())};
    store.setKeyEntry("own", own.getPrivate(), PASSWORD.toCharArray(), chain);

    assertRejected(stored(store), PASSWORD, "own", "waybill.signing.alias", "another private key");
  }

  private static void assertRejected(
      Path file, String password, String alias, String setting, String fix) {
    assertThatThrownBy(() -> SigningKey.load(file, password, alias))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(setting)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(fix)
        .satisfies(
            error ->
                assertThat(stack(error)).doesNotContain(PASSWORD).doesNotContain(OTHER_PASSWORD));
  }

  private static String stack(Throwable error) {
    StringBuilder out = new StringBuilder();
    for (Throwable at = error; at != null; at = at.getCause()) {
      out.append(at).append('\n');
    }
    return out.toString();
  }

  static KeyPair pair(String algorithm, String curve) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    if (!curve.isEmpty()) {
      generator.initialize(new ECGenParameterSpec(curve));
    }
    return generator.generateKeyPair();
  }

  private static KeyStore emptyStore() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private Path stored(KeyStore store) throws Exception {
    Path file = folder.resolve("stored.p12");
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
    return file;
  }

  /** The certificate of an RSA key is signed by another key; no code verifies that signature. */
  private static void put(KeyStore store, String alias, KeyPair pair) throws Exception {
    KeyPair signer = pair.getPublic().getAlgorithm().equals("EC") ? pair : pair("EC", "secp256r1");
    KeyPair named = new KeyPair(pair.getPublic(), signer.getPrivate());
    Certificate[] chain = {SelfSignedCertificate.of(named, Instant.now())};
    store.setKeyEntry(alias, pair.getPrivate(), PASSWORD.toCharArray(), chain);
  }
}
