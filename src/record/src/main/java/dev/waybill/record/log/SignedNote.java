package dev.waybill.record.log;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Text with signatures (C2SP signed-note). Nothing of it is verified.
 *
 * @param text the signed text, which ends in a line break
 * @param signatures the signatures, in the order of their lines
 */
public record SignedNote(String text, List<NoteSignature> signatures) {
  /** Limit for a note, in bytes: more than 16 signatures with ML-DSA-44. */
  public static final int MAX_BYTES = 1_000_000;

  private static final int MAX_SIGNATURES = 100;

  public SignedNote {
    signatures = List.copyOf(signatures);
    if (!text.endsWith("\n")) {
      throw new IllegalArgumentException("the text of a note ends in a line break");
    }
  }

  /**
   * Parses a note.
   *
   * @throws InvalidLogException when the bytes are no note
   */
  public static SignedNote parse(byte[] bytes) {
    String note = utf8(bytes);
    int split = note.lastIndexOf("\n\n");
    if (split < 0 || !note.endsWith("\n") || split + 2 == note.length()) {
      throw new InvalidLogException("the note has no signature");
    }
    List<NoteSignature> signatures =
        note.substring(split + 2).lines().map(NoteSignature::ofLine).toList();
    if (signatures.size() > MAX_SIGNATURES) {
      throw new InvalidLogException("the note has more than " + MAX_SIGNATURES + " signatures");
    }
    return new SignedNote(note.substring(0, split + 1), signatures);
  }

  private static String utf8(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new InvalidLogException("the note has more than " + MAX_BYTES + " bytes");
    }
    try {
      String note = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (note.chars().anyMatch(it -> it < ' ' && it != '\n')) {
        throw new InvalidLogException("the note has a control character");
      }
      return note;
    } catch (CharacterCodingException e) {
      throw new InvalidLogException("the note is not UTF-8");
    }
  }

  /** Returns the note with more signatures, without repeating one. */
  public SignedNote with(List<NoteSignature> more) {
    List<NoteSignature> all = new ArrayList<>(signatures);
    more.stream().filter(it -> !all.contains(it)).forEach(all::add);
    return new SignedNote(text, all);
  }

  /** Returns the bytes of the note. */
  public byte[] bytes() {
    StringBuilder note = new StringBuilder(text).append('\n');
    signatures.forEach(it -> note.append(it.line()));
    return note.toString().getBytes(StandardCharsets.UTF_8);
  }
}
