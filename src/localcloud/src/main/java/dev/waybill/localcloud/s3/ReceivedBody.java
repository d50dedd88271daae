package dev.waybill.localcloud.s3;

import dev.waybill.localcloud.store.StagedContent;
import dev.waybill.localcloud.wire.BodyDigests;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Bytes on their way into the store, and their digests.
 *
 * @param eTag the bytes' MD5 in hex, without quotes
 * @param checksums by lower-case algorithm, in Base64
 */
record ReceivedBody(StagedContent content, String eTag, Map<String, String> checksums) {
  private static final int BUFFER = 128 * 1024;

  /**
   * Takes the request's body and holds it against what the request says of it.
   *
   * @param algorithm computed when the request declares no checksum
   * @throws StoreException BadDigest when the body is not what the request says; nothing stays
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

  /** Bytes copied from another version. */
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

  /**
   * Bytes that are already stored, digested; the content is shared only when they could be read.
   */
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
