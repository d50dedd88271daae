package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.StagedContent;
import dev.waybill.localcloud.wire.BodyDigests;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Staged body of a write and its digests.
 *
 * @param content the staged content
 * @param eTag the MD5 in hex, without quotes
 * @param checksums the Base64 checksums by lower-case algorithm
 */
record ReceivedBody(StagedContent content, String eTag, Map<String, String> checksums) {
  private static final int BUFFER = 128 * 1024;

  /**
   * Stages the body of a request and compares it with the declared digests.
   *
   * @param algorithm the checksum algorithm when the request declares no checksum
   * @throws StoreException BadDigest when a digest differs; the staged content is then discarded
   */
  static ReceivedBody of(S3Call call, String algorithm) throws IOException {
    DeclaredChecksum declared = call.declaredChecksum();
    BodyDigests digests = new BodyDigests(declared == null ? algorithm : declared.algorithm());
    StagedContent content = call.bucket().stage();
    try {
      transfer(call.body(), digests, content);
      content.close();
      ReceivedBody received = digested(content, digests);
      DeclaredChecksum.require(call, declared, received.eTag(), received.checksums());
      return received;
    } catch (IOException | RuntimeException failed) {
      content.discard();
      throw failed;
    }
  }

  /** Stages bytes that are copied from another version. */
  static ReceivedBody copied(InputStream bytes, String algorithm, StagedContent content)
      throws IOException {
    BodyDigests digests = new BodyDigests(algorithm);
    try {
      transfer(bytes, digests, content);
      content.close();
      return digested(content, digests);
    } catch (IOException | RuntimeException failed) {
      content.discard();
      throw failed;
    }
  }

  private static ReceivedBody digested(StagedContent content, BodyDigests digests) {
    return new ReceivedBody(content, digests.md5Hex(), digests.checksums());
  }

  /** Digests stored bytes and then links their content. */
  static ReceivedBody shared(InputStream bytes, String algorithm, Supplier<StagedContent> content)
      throws IOException {
    BodyDigests digests = new BodyDigests(algorithm);
    transfer(bytes, digests, OutputStream.nullOutputStream());
    return digested(content.get(), digests);
  }

  static void transfer(InputStream from, BodyDigests digests, OutputStream to) throws IOException {
    byte[] buffer = new byte[BUFFER];
    for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
      digests.update(buffer, 0, read);
      to.write(buffer, 0, read);
    }
  }
}
