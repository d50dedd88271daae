package dev.waybill.bench;

import dev.waybill.signing.LogKeys;
import dev.waybill.signing.SigningKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * Signing key of all consumers, in two formats, and the keys of Waybill's log.
 *
 * @param keystore path of the PKCS#12 keystore
 * @param pem path of the PKCS#8 key in PEM
 * @param logKeys path of the keys that sign checkpoints
 */
record SigningFiles(Path keystore, Path pem, Path logKeys) {
  static final String LOG_ORIGIN = "bench.example/log";
  static final String PASSWORD = "password";
  static final String ALIAS = "waybill";

  static SigningFiles in(Path folder) throws IOException {
    Path keystore = folder.resolve("signing.p12");
    Path pem = folder.resolve("signing.pem");
    Path logKeys = folder.resolve("log.keys");
    SigningKey.create(keystore, PASSWORD, ALIAS);
    boolean unused = LogKeys.create(logKeys, LOG_ORIGIN);
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key(keystore));
    Files.writeString(
        pem, "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n");
    return new SigningFiles(keystore, pem, logKeys);
  }

  private static byte[] key(Path keystore) throws IOException {
    try (InputStream in = Files.newInputStream(keystore)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PASSWORD.toCharArray());
      return store.getKey(ALIAS, PASSWORD.toCharArray()).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }
}
