package dev.waybill.drill;

import dev.waybill.record.object.ObjectVersion;
import dev.waybill.record.object.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Drill and how far it has come.
 *
 * @param id name of the drill
 * @param kind alteration that it makes
 * @param bucket bucket of its object
 * @param key key of its object
 * @param phase the phase
 * @param begunAt begin of the drill
 * @param within time within which the alteration has to be found
 * @param versionId the uploaded version; null until it is there
 * @param seal its entry of the log; null until it has one
 * @param alteredAt time right before the alteration; null until then
 * @param sighting the finding; null until there is one
 * @param failure reason why the drill could not be made; null for none
 */
public record Drill(
    String id,
    DrillKind kind,
    String bucket,
    String key,
    DrillPhase phase,
    Instant begunAt,
    Duration within,
    @Nullable String versionId,
    @Nullable DrillSeal seal,
    @Nullable Instant alteredAt,
    @Nullable DrillSighting sighting,
    @Nullable String failure) {
  /** Begins a drill. */
  static Drill begin(
      String id, DrillKind kind, String bucket, String prefix, Instant now, Duration within) {
    return new Drill(
        id,
        kind,
        bucket,
        prefix + id + ".txt",
        DrillPhase.UPLOADING,
        now,
        within,
        null,
        null,
        null,
        null,
        null);
  }

  /** Returns the bytes of the object. */
  byte[] content() {
    return text(". Its object is altered on purpose; it is safe to delete.\n");
  }

  /** Returns the bytes that overwrite the object. */
  byte[] otherContent() {
    return text(". This version was put over the sealed one.\n");
  }

  private byte[] text(String rest) {
    return ("Waybill drill " + id + rest).getBytes(StandardCharsets.US_ASCII);
  }

  /** Returns the digest of the object. */
  Sha256 digest() {
    return Sha256.hash(content());
  }

  /** Returns the uploaded version; to be called once it is there. */
  public ObjectVersion version() {
    return new ObjectVersion(bucket, key, Objects.requireNonNull(versionId));
  }

  /** Returns the time until which the alteration has to be found; to be called once it is made. */
  Instant deadline() {
    return Objects.requireNonNull(alteredAt).plus(within);
  }

  /** Returns the time from the alteration to the finding; null while there is none. */
  public @Nullable Duration took() {
    return sighting == null || alteredAt == null
        ? null
        : Duration.between(alteredAt, sighting.at());
  }

  Drill uploaded(String version) {
    return with(DrillPhase.SEALING, version, null, null, null, null);
  }

  Drill sealed(DrillSeal entry) {
    return with(DrillPhase.ALTERING, versionId, entry, null, null, null);
  }

  Drill altering(Instant at) {
    return with(DrillPhase.ALTERING, versionId, seal, at, null, null);
  }

  Drill watching() {
    return with(DrillPhase.WATCHING, versionId, seal, alteredAt, null, null);
  }

  /** Ends the drill with a finding, which is late after the deadline. */
  Drill found(DrillSighting found) {
    // Clocks of two replicas may differ a little.
    DrillSighting after =
        found.at().isBefore(alteredAt)
            ? new DrillSighting(Objects.requireNonNull(alteredAt), found.rule())
            : found;
    DrillPhase end = after.at().isAfter(deadline()) ? DrillPhase.LATE : DrillPhase.FOUND;
    return with(end, versionId, seal, alteredAt, after, null);
  }

  Drill late() {
    return with(DrillPhase.LATE, versionId, seal, alteredAt, null, null);
  }

  Drill failed(String why) {
    return with(DrillPhase.FAILED, versionId, seal, alteredAt, null, why);
  }

  private Drill with(
      DrillPhase nextPhase,
      @Nullable String nextVersionId,
      @Nullable DrillSeal nextSeal,
      @Nullable Instant nextAlteredAt,
      @Nullable DrillSighting nextSighting,
      @Nullable String nextFailure) {
    return new Drill(
        id,
        kind,
        bucket,
        key,
        nextPhase,
        begunAt,
        within,
        nextVersionId,
        nextSeal,
        nextAlteredAt,
        nextSighting,
        nextFailure);
  }
}
