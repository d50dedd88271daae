package dev.waybill.fixity.examine;

import dev.waybill.fixity.FixityCondition;
import dev.waybill.fixity.Rung;
import dev.waybill.record.chunk.ChunkDigests;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Examination of the object at one place. Bytes that are not the sealed ones are read once more,
 * over another connection, before anything is said about them.
 */
final class VersionExamination {
  private final ObjectReads first;
  private final ObjectReads second;
  private final AttestedCheck attested;
  private final SealedObject sealed;
  private final BodyReader body;
  private final ChunkedRead chunks;

  /**
   * Place of an object.
   *
   * @param key the key
   * @param versionId the version; null for the current one
   * @param isPromoted true for a promoted copy, false for the version that arrived
   */
  record Place(String key, @Nullable String versionId, boolean isPromoted) {}

  VersionExamination(
      ObjectReads first,
      ObjectReads second,
      AttestedCheck attested,
      SealedObject sealed,
      BodyReader body,
      ChunkedRead chunks) {
    this.first = first;
    this.second = second;
    this.attested = attested;
    this.sealed = sealed;
    this.body = body;
    this.chunks = chunks;
  }

  /**
   * Examines the object at a place.
   *
   * @return empty when there is none, or another one that is not a changed form of ours
   * @throws UnreadableException when it cannot be read
   */
  Optional<ObjectFinding> at(Place place) throws InterruptedException {
    ChunkDigests list = sealed.chunks();
    return list == null ? stream(place) : ranges(place, list);
  }

  private Optional<ObjectFinding> ranges(Place place, ChunkDigests list)
      throws InterruptedException {
    Optional<ObjectState> state = first.head(sealed.bucket(place), place.key(), place.versionId());
    if (state.isEmpty() || isOther(place, state.get())) {
      return Optional.empty();
    }
    return state.get().size() == sealed.entry().size()
        ? ranges(place, state.get(), list)
        : stream(place);
  }

  private Optional<ObjectFinding> ranges(Place place, ObjectState state, ChunkDigests list)
      throws InterruptedException {
    Optional<ChunkDifference> different;
    try {
      different =
          chunks.difference(first, second, state.pinned(sealed.bucket(place), place.key()), list);
    } catch (UnreadableException e) {
      return unread(place, state, e);
    }
    if (different.isEmpty()) {
      return Optional.of(intact(place, state));
    }
    ChunkDifference found = different.get();
    return isOurs(place, state)
        ? Optional.of(ObjectFinding.of(found.condition(), state, found.detail()))
        : other(found.condition() == FixityCondition.ALTERED);
  }

  /** A version that cannot be read may be archived, or not be there any more. */
  private Optional<ObjectFinding> unread(
      Place place, ObjectState state, UnreadableException failure) {
    ReadReply reply = again(place, state);
    if (!(reply instanceof ReadReply.Found found)) {
      return reply instanceof ReadReply.Archived ? archived(place) : Optional.empty();
    }
    close(found);
    if (!found.state().eTag().equals(state.eTag())) {
      return Optional.empty();
    }
    throw failure;
  }

  private ReadReply again(Place place, ObjectState state) {
    String id = state.requestedId();
    return second.get(sealed.bucket(place), place.key(), id == null ? place.versionId() : id);
  }

  private Optional<ObjectFinding> stream(Place place) throws InterruptedException {
    ReadReply reply = first.get(sealed.bucket(place), place.key(), place.versionId());
    if (reply instanceof ReadReply.Found found) {
      return found(place, found);
    }
    return reply instanceof ReadReply.Archived ? archived(place) : Optional.empty();
  }

  private Optional<ObjectFinding> found(Place place, ReadReply.Found found)
      throws InterruptedException {
    if (isOther(place, found.state())) {
      close(found);
      return Optional.empty();
    }
    Optional<BodyDigest> read = readOrEmpty(place, found);
    return read.filter(sealed::isSealed).isPresent()
        ? Optional.of(intact(place, found.state()))
        : again(place, found.state(), read);
  }

  private boolean isOther(Place place, ObjectState state) {
    return !isOurs(place, state) && sealed.isContradictedBy(state);
  }

  /** Returns true when the object is the sealed version or its copy, whatever its bytes are. */
  private boolean isOurs(Place place, ObjectState state) {
    if (place.isPromoted()) {
      return sealed.isStatedBy(state.checksum());
    }
    return !sealed.isNullVersion() || state.eTag().equals(sealed.entry().eTag());
  }

  private Optional<BodyDigest> readOrEmpty(Place place, ReadReply.Found found)
      throws InterruptedException {
    try {
      return Optional.of(body.read(first, sealed.bucket(place), place.key(), found));
    } catch (UnreadableException e) {
      return Optional.empty();
    }
  }

  /**
   * Reads the same version over another connection.
   *
   * @param one the bytes of the first read; empty when it failed
   */
  private Optional<ObjectFinding> again(Place place, ObjectState state, Optional<BodyDigest> one)
      throws InterruptedException {
    if (!(again(place, state) instanceof ReadReply.Found found)) {
      return Optional.empty();
    }
    if (!found.state().eTag().equals(state.eTag())) {
      close(found);
      return Optional.empty();
    }
    BodyDigest two = body.read(second, sealed.bucket(place), place.key(), found);
    if (sealed.isSealed(two)) {
      return Optional.of(intact(place, found.state()));
    }
    if (!two.equals(one.orElse(null))) {
      throw new UnreadableException("two reads did not give the same bytes");
    }
    return isOurs(place, state) ? Optional.of(changed(state, two)) : other(two.isWhole());
  }

  private static Optional<ObjectFinding> other(boolean isWhole) {
    if (!isWhole) {
      throw new UnreadableException("both reads ended early");
    }
    return Optional.empty();
  }

  private ObjectFinding changed(ObjectState state, BodyDigest read) {
    long size = sealed.entry().size();
    if (read.bytes() < size) {
      return ObjectFinding.of(
          FixityCondition.TRUNCATED,
          state,
          "read " + read.bytes() + " of " + size + " bytes, twice");
    }
    return ObjectFinding.of(
        FixityCondition.ALTERED, state, "read sha256 " + read.sha256().hex() + ", twice");
  }

  private ObjectFinding intact(Place place, ObjectState state) {
    return defect(place, state).orElseGet(() -> ObjectFinding.intact(state));
  }

  private Optional<ObjectFinding> defect(Place place, ObjectState state) {
    Optional<ObjectFinding> found = attested(place, state);
    return found.filter(it -> it.condition() == FixityCondition.RETENTION_WEAKENED).isPresent()
        ? attested(place, state.with(retention(place, state)))
        : found;
  }

  private Optional<ObjectFinding> attested(Place place, ObjectState state) {
    return attested.defect(
        state, sealed.statement().encryption(), place.isPromoted(), sealed.now());
  }

  /** A response leaves retention out for a caller who may not read it; a denial is no defect. */
  private @Nullable StatedRetention retention(Place place, ObjectState state) {
    return second.retention(sealed.bucket(place), place.key(), state.requestedId()).orElse(null);
  }

  /** Compares S3's statement about an object whose bytes cannot be read without a restore. */
  private Optional<ObjectFinding> archived(Place place) {
    return first
        .head(sealed.bucket(place), place.key(), place.versionId())
        .filter(state -> !isOther(place, state))
        .map(state -> archived(place, state));
  }

  private ObjectFinding archived(Place place, ObjectState state) {
    if (state.size() != sealed.entry().size()) {
      boolean isShorter = state.size() < sealed.entry().size();
      return ObjectFinding.attested(
          isShorter ? FixityCondition.TRUNCATED : FixityCondition.ALTERED,
          state,
          "S3 states " + state.size() + " bytes, sealed were " + sealed.entry().size());
    }
    if (sealed.isContradictedBy(state)) {
      return ObjectFinding.attested(FixityCondition.ALTERED, state, "S3 states another SHA-256");
    }
    return defect(place, state)
        .map(
            it ->
                new ObjectFinding(
                    it.condition(), Rung.ATTESTED, it.versionId(), it.eTag(), it.detail()))
        .orElseGet(
            () ->
                ObjectFinding.attested(
                    FixityCondition.ARCHIVED, state, "its bytes cannot be read without a restore"));
  }

  private static void close(ReadReply.Found found) {
    try {
      found.body().close();
    } catch (IOException e) {
      // Nothing of the body is used.
    }
  }
}
