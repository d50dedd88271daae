package dev.waybill.signing;

import dev.waybill.log.CheckpointSigner;
import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.NoteAlgorithm;
import dev.waybill.record.log.SignedNote;
import dev.waybill.record.log.VerifierKey;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The two private keys of the log: one of Ed25519, which every C2SP tool verifies, and one of
 * ML-DSA-44. Each checkpoint is signed with both. The file has one {@link NoteSigner} a line; empty
 * lines and lines that begin with # are ignored.
 */
public final class LogKeys implements CheckpointSigner {
  private static final long MAX_BYTES = 64 * 1024;
  private static final List<NoteAlgorithm> ALGORITHMS =
      List.of(NoteAlgorithm.ED25519, NoteAlgorithm.ML_DSA_44_COSIGNATURE);

  private final List<NoteSigner> signers;
  private final Clock clock;

  private LogKeys(List<NoteSigner> signers, Clock clock) {
    this.signers = List.copyOf(signers);
    this.clock = clock;
  }

  /**
   * Generates new keys.
   *
   * @param name name of the log and of its keys
   * @param clock clock of the times in signatures
   * @throws IllegalArgumentException when the name has a space or a plus, or is too long
   */
  public static LogKeys generate(String name, Clock clock) {
    if (name.getBytes(StandardCharsets.UTF_8).length > VerifierKey.MAX_NAME_BYTES) {
      throw new IllegalArgumentException("the name of a log has at most 255 bytes");
    }
    return new LogKeys(
        ALGORITHMS.stream().map(it -> NoteSigner.generate(name, it)).toList(), clock);
  }

  /**
   * Writes new keys into a file that only its owner can read.
   *
   * @return false when the file exists, which is kept
   * @throws IOException when the file cannot be written
   */
  public static boolean create(Path file, String name) throws IOException {
    return !Files.exists(file)
        && OwnerOnlyFile.create(
            file,
            generate(name, Clock.systemUTC()).privateLines().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads the keys from a file.
   *
   * @param origin name that the keys must have
   * @param clock clock of the times in signatures
   * @throws IllegalArgumentException with the setting, the file and the fix
   */
  public static LogKeys read(Path file, String origin, Clock clock) {
    LogKeys keys;
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new IllegalArgumentException("is larger than 64 KiB; name a file with two keys");
      }
      keys = parse(Files.readString(file), clock);
    } catch (NoSuchFileException e) {
      throw problem(file, "does not exist; \"waybill log key NAME\" makes one", e);
    } catch (CharacterCodingException e) {
      throw problem(file, "is not a text in UTF-8", e);
    } catch (IOException e) {
      throw problem(file, "cannot be read (" + e.getClass().getSimpleName() + ")", e);
    } catch (IllegalArgumentException e) {
      throw problem(file, String.valueOf(e.getMessage()), e);
    }
    if (!keys.origin().equals(origin)) {
      throw problem(file, "its keys are named " + keys.origin() + " instead of " + origin, null);
    }
    return keys;
  }

  private static IllegalArgumentException problem(
      Path file, String problem, @Nullable Exception cause) {
    return new IllegalArgumentException("waybill.record-log.keys: " + file + ": " + problem, cause);
  }

  /**
   * Parses the text of a file with keys.
   *
   * @throws IllegalArgumentException with the line and its problem, but no part of it
   */
  static LogKeys parse(String text, Clock clock) {
    List<NoteSigner> signers = new ArrayList<>();
    List<String> lines = text.lines().map(String::strip).toList();
    for (int at = 0; at < lines.size(); at++) {
      String line = lines.get(at);
      if (!line.isEmpty() && !line.startsWith("#")) {
        signers.add(signer(line, at + 1));
      }
    }
    if (!signers.stream().map(NoteSigner::algorithm).sorted().toList().equals(ALGORITHMS)) {
      throw new IllegalArgumentException("must have one key of Ed25519 and one of ML-DSA-44");
    }
    if (!signers.get(0).name().equals(signers.get(1).name())) {
      throw new IllegalArgumentException("the two keys must have the same name");
    }
    return new LogKeys(signers, clock);
  }

  private static NoteSigner signer(String line, int number) {
    try {
      return NoteSigner.parse(line);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("line " + number + ": " + e.getMessage());
    }
  }

  /** Returns the lines of the private keys, a secret. */
  public String privateLines() {
    return signers.stream().map(it -> it.privateLine() + "\n").collect(Collectors.joining());
  }

  @Override
  public String origin() {
    return signers.get(0).name();
  }

  @Override
  public List<VerifierKey> keys() {
    return signers.stream().map(NoteSigner::vkey).toList();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException when the checkpoint is of another log
   */
  @Override
  public SignedNote sign(Checkpoint checkpoint) {
    if (!checkpoint.origin().equals(origin())) {
      throw new IllegalArgumentException("the checkpoint is of the log " + checkpoint.origin());
    }
    String text = checkpoint.text();
    long time = clock.instant().getEpochSecond();
    return new SignedNote(text, signers.stream().map(it -> it.sign(text, time)).toList());
  }

  /** Returns the names and public keys. */
  @Override
  public String toString() {
    return keys().toString();
  }
}
