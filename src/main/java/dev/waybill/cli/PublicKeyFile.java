package dev.waybill.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads an elliptic-curve public key: a SubjectPublicKeyInfo in PEM (RFC 7468). */
final class PublicKeyFile {
  private static final int LARGEST = 64 * 1024;
  private static final Pattern PEM =
      Pattern.compile(
          "\\s*-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\\s]+)-----END PUBLIC KEY-----\\s*");

  private PublicKeyFile() {}

  /**
   * @throws CommandException when the file holds something else
   */
  static PublicKey read(Path file) throws IOException {
    String problem = "--key: " + file + " is no elliptic-curve public key in PEM";
    if (Files.size(file) > LARGEST) {
      throw CommandException.usage(problem, new IOException("too large"));
    }
    // ISO 8859-1 reads every byte; the pattern refuses what is not PEM.
    Matcher pem = PEM.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
    if (!pem.matches()) {
      throw CommandException.usage(problem, new IOException("no PUBLIC KEY block"));
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
      return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw CommandException.usage(problem, e);
    }
  }
}
