package dev.waybill.bench;

import dev.waybill.signing.SigningKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/**
 * Signing key of all consumers, in two formats.
 *
 * @param keystore path of the PKCS#12 keystore
 * @param pem path of the PKCS#8 key in PEM
 */
record SigningFiles(Path keystore, Path pem) {
  static final String PASSWORD = "password";
  static final String ALIAS = "waybill";

  static SigningFiles in(Path folder) throws IOException {
    Path keystore = folder.resolve("signing.p12");
    Path pem = folder.resolve("signing.pem");
    SigningKey.create(keystore, PASSWORD, ALIAS);
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key(keystore));
    Files.writeString(
        pem, "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n");
    return new SigningFiles(keystore, pem);
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
