package dev.waybill.record.offline;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Recognition of files that users give in place of a record or a public key. */
final class FileKind {
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};
  private static final byte[] ZIP = {'P', 'K', 3, 4};
  private static final byte[] BOM = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
  private static final byte[] UTF_16_LITTLE = {(byte) 0xff, (byte) 0xfe};
  private static final byte[] UTF_16_BIG = {(byte) 0xfe, (byte) 0xff};
  private static final byte DER_SEQUENCE = 0x30;

  /** By text that the file holds, in the order in which they are tried. */
  private static final Map<String, String> KEYS = keys();

  private FileKind() {}

  /** Returns the encoding of a file that must be undone first, with the command; or empty. */
  static Optional<String> encoding(byte[] content) {
    if (startsWith(content, GZIP)) {
      return Optional.of("compressed with gzip; decompress it first (gunzip)");
    }
    if (startsWith(content, ZIP)) {
      return Optional.of("a ZIP archive; unpack it first (unzip)");
    }
    if (startsWith(content, BOM)) {
      return Optional.of(
          "a text with a byte order mark; remove it (sed -i '1s/^\\xef\\xbb\\xbf//')");
    }
    if (startsWith(content, UTF_16_LITTLE) || startsWith(content, UTF_16_BIG)) {
      return Optional.of("a text in UTF-16; convert it to UTF-8 (iconv -f UTF-16 -t UTF-8)");
    }
    return Optional.empty();
  }

  /** Returns what a file is that is no public key in PEM, with the command that makes one. */
  static Optional<String> ofKey(byte[] content) {
    Optional<String> encoding = encoding(content);
    if (encoding.isPresent()) {
      return encoding;
    }
    if (content.length == 0) {
      return Optional.of("an empty file");
    }
    String text = new String(content, StandardCharsets.ISO_8859_1);
    Optional<String> known =
        KEYS.entrySet().stream()
            .filter(kind -> text.contains(kind.getKey()))
            .map(Map.Entry::getValue)
            .findFirst();
    return known.isPresent() || content[0] != DER_SEQUENCE
        ? known
        : Optional.of(
            "binary (DER or PKCS#12); convert a key with openssl pkey -pubin -inform DER, a"
                + " certificate with openssl x509 -inform DER -pubkey -noout");
  }

  private static Map<String, String> keys() {
    Map<String, String> kinds = new LinkedHashMap<>();
    kinds.put("PRIVATE KEY-----", "a private key; keep it secret, and give its public key");
    kinds.put(
        "-----BEGIN CERTIFICATE-----",
        "a certificate; extract its key (openssl x509 -pubkey -noout)");
    kinds.put("-----BEGIN CERTIFICATE REQUEST-----", "a certificate request, not a key");
    kinds.put("-----BEGIN RSA PUBLIC KEY-----", "an RSA key; records are signed with EC P-256");
    kinds.put(
        "ecdsa-sha2-nistp256 ",
        "a key in the form of OpenSSH; convert it (ssh-keygen -e -m PKCS8 -f)");
    kinds.put("ssh-", "a key of another algorithm in the form of OpenSSH");
    kinds.put("dsseEnvelope", "a record, not a key");
    return kinds;
  }

  private static boolean startsWith(byte[] content, byte[] start) {
    return content.length >= start.length
        && Arrays.equals(content, 0, start.length, start, 0, start.length);
  }
}
