package dev.waybill.evidence;

import java.util.Locale;

/** Names of the files of a pack. */
final class PackNames {
  /** The record, byte for byte as it is stored. */
  static final String RECORD = "record.sigstore.json";

  /** The public key that signed the record. */
  static final String KEY = "keys/signer.pem";

  /** The delegation of the key that signed. */
  static final String DELEGATION = "keys/delegation.sigstore.json";

  /** The trusted key that signed the delegation. */
  static final String DELEGATOR = "keys/delegator.pem";

  /** The operator's list of trusted keys. */
  static final String TRUSTED_KEYS = "keys/trusted-keys.txt";

  /** The proof that the log has the record. */
  static final String PROOF = "log/record.tlog-proof";

  /** The entry that the proof carries. */
  static final String ENTRY = "log/entry.json";

  /** The checkpoint that the proof carries, with its cosignatures. */
  static final String CHECKPOINT = "log/checkpoint";

  /** The logs and witnesses that were trusted when the pack was made. */
  static final String POLICY = "log/policy";

  /** The public keys of the log. */
  static final String VKEYS = "log/vkeys";

  /** The text of the checkpoint that a timestamp authority dated. */
  static final String STAMPED = "log/timestamp.txt";

  /** The timestamp of that text. */
  static final String TIMESTAMP = "log/timestamp.tsr";

  /** The proof that the dated checkpoint has the entry. */
  static final String STAMPED_PROOF = "log/timestamp.proof";

  /** The results of re-verification that name the object. */
  static final String HISTORY = "fixity/history.ndjson";

  /** The events of the object. */
  static final String EVENTS = "trail/events.ndjson";

  /** The files with their digests, and the parts that are absent. */
  static final String MANIFEST = "manifest.json";

  /** The digests in the form that sha256sum checks. */
  static final String SUMS = "SHA256SUMS";

  /** The instructions. */
  static final String README = "README.txt";

  /** The page that verifies the pack. */
  static final String PAGE = "verify.html";

  private PackNames() {}

  /** Returns the name of the signed statement over a cycle of re-verification. */
  static String cycle(int number) {
    return numbered("fixity/cycle", number, ".sigstore.json");
  }

  /** Returns the name of a digest of CloudTrail. */
  static String digest(int number) {
    return numbered("trail/digest", number, ".json");
  }

  /** Returns the name of the signature of a digest of CloudTrail. */
  static String digestSignature(int number) {
    return numbered("trail/digest", number, ".sig");
  }

  /** Returns the name of the text that the signature of a digest covers. */
  static String digestText(int number) {
    return numbered("trail/digest", number, ".signed");
  }

  /** Returns the name of a log file of CloudTrail. */
  static String logFile(int number) {
    return numbered("trail/log", number, ".json.gz");
  }

  /** Returns the name of the signed statement that states the digests of CloudTrail. */
  static String trailStatement(int number) {
    return numbered("trail/statement", number, ".sigstore.json");
  }

  /** Returns the name of a public key of CloudTrail. */
  static String trailKey(int number) {
    return numbered("trail/key", number, ".pem");
  }

  private static String numbered(String stem, int number, String extension) {
    return String.format(Locale.ROOT, "%s-%04d%s", stem, number, extension);
  }
}
