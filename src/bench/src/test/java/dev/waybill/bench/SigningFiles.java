package dev.waybill.bench;

import dev.waybill.signing.SigningKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    byte[] key = SigningKey.load(keystore, PASSWORD, ALIAS).privateKey().getEncoded();
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key);
    Files.writeString(
        pem, "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n");
    return new SigningFiles(keystore, pem);
  }
}
