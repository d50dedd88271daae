package dev.waybill.localcloud.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * Append-only file of entries. Each line is a CRC-32 in hex, a space and JSON.
 *
 * <p>{@link #append} passes the entry to the operating system without forcing it to disk. An entry
 * therefore survives the end of the process but may be lost in a power failure. An incomplete last
 * line is cut off; any other damage is an error.
 */
final class Journal implements Closeable {
  private static final ObjectMapper JSON = new ObjectMapper().registerModule(instants());
  private static final ObjectReader READER = JSON.readerFor(BucketJournalEntry.class);
  private static final int CRC_LENGTH = 8;

  /** Not a channel, because an interrupt of one writer would close it for all writers. */
  private final RandomAccessFile out;

  private boolean ended;
  private boolean failed;

  private Journal(RandomAccessFile out) {
    this.out = out;
  }

  /** Replays the existing entries and opens the file for appending. */
  static Journal open(Path file, Consumer<BucketJournalEntry> replay) throws IOException {
    long validLength = Files.exists(file) ? replay(file, replay) : 0;
    RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw");
    out.setLength(validLength);
    out.seek(validLength);
    return new Journal(out);
  }

  private static long replay(Path file, Consumer<BucketJournalEntry> replay) throws IOException {
    long validLength = 0;
    try (InputStream in = Files.newInputStream(file)) {
      JournalLines lines = new JournalLines(in);
      for (byte[] line = lines.next(); line != null; line = lines.next()) {
        replay.accept(parse(line, file, validLength));
        validLength += line.length + 1;
      }
    }
    return validLength;
  }

  private static BucketJournalEntry parse(byte[] line, Path file, long at) throws IOException {
    boolean framed = line.length > CRC_LENGTH + 1 && line[CRC_LENGTH] == ' ';
    if (!framed
        || !crcOf(line).equals(new String(line, 0, CRC_LENGTH, StandardCharsets.US_ASCII))) {
      throw new IOException(
          "the journal "
              + file
              + " is damaged at byte "
              + at
              + "; restore the data folder from a backup or delete it");
    }
    return READER.readValue(line, CRC_LENGTH + 1, line.length - CRC_LENGTH - 1);
  }

  private static String crcOf(byte[] line) {
    CRC32 crc = new CRC32();
    crc.update(line, CRC_LENGTH + 1, line.length - CRC_LENGTH - 1);
    return HexFormat.of().toHexDigits((int) crc.getValue());
  }

  /** Closes the journal of a deleted bucket; later appends fail with NoSuchBucket. */
  void end() throws IOException {
    ended = true;
    close();
  }

  /** Appends an entry, which survives the end of the process from then on. */
  void append(BucketJournalEntry entry) {
    if (ended) {
      throw new StoreException(S3ErrorCode.NO_SUCH_BUCKET);
    }
    if (failed) {
      throw new UncheckedIOException(
          new IOException("the journal is unusable after a failed write; restart the local cloud"));
    }
    byte[] line = line(entry);
    long start = -1;
    try {
      start = out.getFilePointer();
      out.write(line);
    } catch (IOException e) {
      undo(start, e);
      throw new UncheckedIOException(e);
    }
  }

  /** Removes an incomplete line, which must not precede the next one. */
  private void undo(long start, IOException reason) {
    try {
      if (start >= 0) {
        out.setLength(start);
        out.seek(start);
      }
    } catch (IOException e) {
      failed = true;
      reason.addSuppressed(e);
    }
  }

  /** Forces the appended entries to disk. */
  void force() throws IOException {
    out.getFD().sync();
  }

  private static byte[] line(BucketJournalEntry entry) {
    try {
      byte[] json = JSON.writeValueAsBytes(entry);
      byte[] line = new byte[CRC_LENGTH + 1 + json.length + 1];
      line[CRC_LENGTH] = ' ';
      System.arraycopy(json, 0, line, CRC_LENGTH + 1, json.length);
      byte[] crc = crcOf(Arrays.copyOf(line, line.length - 1)).getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(crc, 0, line, 0, CRC_LENGTH);
      line[line.length - 1] = '\n';
      return line;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private static SimpleModule instants() {
    SimpleModule module = new SimpleModule();
    module.addSerializer(
        new StdSerializer<Instant>(Instant.class) {
          @Override
          public void serialize(Instant value, JsonGenerator json, SerializerProvider provider)
              throws IOException {
            json.writeString(value.toString());
          }
        });
    module.addDeserializer(
        Instant.class,
        new StdDeserializer<Instant>(Instant.class) {
          @Override
          public Instant deserialize(JsonParser json, DeserializationContext context)
              throws IOException {
            return Instant.parse(json.getText());
          }
        });
    return module;
  }
}
