package dev.waybill.log.cosign;

import dev.waybill.record.log.Checkpoint;
import dev.waybill.record.log.NoteSignature;
import dev.waybill.record.log.VerifierKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Progress of one witness: what it is known to have cosigned, and how its last reply ended. */
final class WitnessProgress {
  /** Kinds of results, from the best to the worst. */
  enum Kind {
    COSIGNED,
    /** Not asked yet, not reached, or a reply that says nothing. */
    FAILED,
    /** One side is not configured for the other. */
    REJECTED,
    /** The witness saw another tree of this log. */
    FORKED
  }

  private record Cosigned(long size, Instant time) {}

  private final WitnessEndpoint endpoint;
  private final Map<VerifierKey, NoteSignature> gained = new LinkedHashMap<>();
  private long knownSize;

  /** Size beyond the checkpoint that the witness was asked for; zero for none. */
  private long ahead;

  /** Newest cosignature of this process; null for none. */
  private @Nullable Cosigned newest;

  private Kind kind = Kind.FAILED;
  private String message = "was not asked yet";

  WitnessProgress(WitnessEndpoint endpoint) {
    this.endpoint = endpoint;
  }

  WitnessEndpoint endpoint() {
    return endpoint;
  }

  /** Returns the size that a proof for this witness begins at. */
  long knownSize() {
    return knownSize;
  }

  Kind kind() {
    return kind;
  }

  /** Returns the reason of the last result, one line, which may hold untrusted input. */
  String message() {
    return message;
  }

  /** Returns the valid cosignatures of the current checkpoint. */
  Map<VerifierKey, NoteSignature> gained() {
    return gained;
  }

  /** Forgets the cosignatures of another checkpoint. */
  void begin() {
    gained.clear();
  }

  /** Adds a cosignature that another run stored. */
  void add(VerifierKey key, NoteSignature signature, long size) {
    gained.putIfAbsent(key, signature);
    remember(key, signature, size);
  }

  private void remember(VerifierKey key, NoteSignature signature, long size) {
    Instant time = Instant.ofEpochSecond(key.time(signature));
    if (newest == null || size > newest.size() || time.isAfter(newest.time())) {
      newest = new Cosigned(size, time);
    }
  }

  /** Returns the standing, without the untrusted text of the last reply. */
  WitnessStanding standing() {
    return new WitnessStanding(
        endpoint.name(),
        newest == null ? null : newest.size(),
        newest == null ? null : newest.time(),
        kind.name().toLowerCase(Locale.ROOT));
  }

  private void end(Kind result, String reason) {
    kind = result;
    message = reason;
  }

  /** Returns true when the witness has cosigned a larger tree than the one it was asked for. */
  boolean isAhead() {
    return ahead > 0;
  }

  /**
   * Takes back that the witness is ahead, when the log has meanwhile published that size: another
   * replica may have asked the witness first.
   */
  void published(long size) {
    if (ahead > 0 && size >= ahead) {
      end(Kind.FAILED, "has cosigned a newer checkpoint");
      ahead = 0;
    }
  }

  /**
   * Takes a reply to a request for a checkpoint.
   *
   * @return true when the witness is to be asked again, with the size that it named
   */
  boolean receive(WitnessReply reply, VerifiedCheckpoint asked) {
    ahead = 0;
    if (reply instanceof WitnessReply.Signed signed) {
      sign(signed, asked);
    } else if (reply instanceof WitnessReply.OtherSize other) {
      return resume(other.size(), asked.checkpoint());
    } else if (reply instanceof WitnessReply.Inconsistent) {
      end(
          Kind.FORKED,
          "denies that the tree of size "
              + asked.checkpoint().size()
              + " extends the tree of size "
              + knownSize
              + " that it cosigned");
      // Whatever is known of this witness may be wrong; it names its size again.
      knownSize = 0;
    } else if (reply instanceof WitnessReply.Rejected rejected) {
      end(Kind.REJECTED, "answered " + rejected.status());
    } else if (reply instanceof WitnessReply.Failed failed) {
      end(Kind.FAILED, failed.problem());
    }
    return false;
  }

  private boolean resume(long size, Checkpoint asked) {
    if (size > asked.size()) {
      ahead = size;
      end(
          Kind.FORKED,
          "has cosigned size " + size + ", and the newest published size is " + asked.size());
      return false;
    }
    if (size == knownSize) {
      end(Kind.FAILED, "answered 409 with the size that the request stated");
      return false;
    }
    end(Kind.FAILED, "names other sizes in each answer");
    knownSize = size;
    return true;
  }

  private void sign(WitnessReply.Signed reply, VerifiedCheckpoint asked) {
    String text = asked.note().text();
    int invalid = 0;
    for (NoteSignature signature : reply.signatures()) {
      Optional<VerifierKey> key = endpoint.keyOf(signature);
      if (key.isPresent()) {
        if (key.get().verify(text, signature) == VerifierKey.Result.VALID
            && key.get().time(signature) > 0) {
          gained.put(key.get(), signature);
          remember(key.get(), signature, asked.checkpoint().size());
        } else {
          invalid++;
        }
      }
    }
    if (invalid > 0 || gained.isEmpty()) {
      end(
          Kind.FAILED,
          invalid > 0
              ? "returned a cosignature that is not valid"
              : "returned no cosignature of a key of the policy");
    } else {
      end(Kind.COSIGNED, "cosigned size " + asked.checkpoint().size());
      knownSize = asked.checkpoint().size();
    }
  }
}
