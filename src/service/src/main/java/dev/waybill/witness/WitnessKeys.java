package dev.waybill.witness;

import dev.waybill.record.log.NoteAlgorithm;
import dev.waybill.record.log.NoteSignature;
import dev.waybill.record.log.VerifierKey;
import dev.waybill.signing.NoteSigner;
import dev.waybill.signing.OwnerOnlyFile;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Private keys of a witness: one of Ed25519 and one of ML-DSA-44, both for cosignatures. The file
 * has one {@link NoteSigner} a line; empty lines and lines that begin with # are ignored.
 */
public final class WitnessKeys implements Cosigner {
  private static final long MAX_BYTES = 64 * 1024;
  private static final List<NoteAlgorithm> ALGORITHMS =
      List.of(NoteAlgorithm.ED25519_COSIGNATURE, NoteAlgorithm.ML_DSA_44_COSIGNATURE);

  private final List<NoteSigner> signers;

  private WitnessKeys(List<NoteSigner> signers) {
    this.signers = List.copyOf(signers);
  }

  /**
   * Generates new keys.
   *
   * @throws IllegalArgumentException when the name has a space or a plus, or is too long
   */
  static WitnessKeys generate(String name) {
    if (name.getBytes(StandardCharsets.UTF_8).length > VerifierKey.MAX_NAME_BYTES) {
      throw new IllegalArgumentException("the name of a witness has at most 255 bytes");
    }
    return new WitnessKeys(ALGORITHMS.stream().map(it -> NoteSigner.generate(name, it)).toList());
  }

  /**
   * Writes new keys into a file that only its owner can read.
   *
   * @return false when the file exists, which is kept
   * @throws IllegalArgumentException when the name has a space or a plus, or is too long
   * @throws IOException when the file cannot be written
   */
  public static boolean create(Path file, String name) throws IOException {
    if (Files.exists(file)) {
      return false;
    }
    String lines =
        generate(name).signers.stream()
            .map(it -> it.privateLine() + "\n")
            .collect(Collectors.joining());
    return OwnerOnlyFile.create(file, lines.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads the keys from a file.
   *
   * @throws IllegalArgumentException with the file and its problem, but no part of a key
   */
  public static WitnessKeys read(Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw new IllegalArgumentException("is larger than 64 KiB");
      }
      return parse(Files.readString(file));
    } catch (NoSuchFileException e) {
      throw problem(file, "does not exist", e);
    } catch (CharacterCodingException e) {
      throw problem(file, "is not a text in UTF-8", e);
    } catch (IOException e) {
      throw problem(file, "cannot be read (" + e.getClass().getSimpleName() + ")", e);
    } catch (IllegalArgumentException e) {
      throw problem(file, String.valueOf(e.getMessage()), e);
    }
  }

  private static IllegalArgumentException problem(
      Path file, String problem, @Nullable Exception cause) {
    return new IllegalArgumentException("the keys of the witness: " + file + ": " + problem, cause);
  }

  private static WitnessKeys parse(String text) {
    List<NoteSigner> signers = new ArrayList<>();
    text.lines()
        .map(String::strip)
        .filter(it -> !it.isEmpty() && !it.startsWith("#"))
        .forEach(it -> signers.add(NoteSigner.parse(it)));
    if (!signers.stream().map(NoteSigner::algorithm).toList().equals(ALGORITHMS)) {
      throw new IllegalArgumentException(
          "must have a key of Ed25519 (type 4) and one of ML-DSA-44 (type 6), in this order");
    }
    if (!signers.get(0).name().equals(signers.get(1).name())) {
      throw new IllegalArgumentException("the two keys must have the same name");
    }
    return new WitnessKeys(signers);
  }

  /** Returns the name of the witness. */
  public String name() {
    return signers.get(0).name();
  }

  @Override
  public List<VerifierKey> keys() {
    return signers.stream().map(NoteSigner::vkey).toList();
  }

  @Override
  public List<NoteSignature> cosign(String text, Instant time) {
    return signers.stream().map(it -> it.sign(text, time.getEpochSecond())).toList();
  }

  /** Returns the public keys. */
  @Override
  public String toString() {
    return keys().toString();
  }
}
