package dev.waybill.aws;

import dev.waybill.alert.incident.Incident;
import dev.waybill.alert.incident.IncidentJson;
import dev.waybill.alert.incident.IncidentStore;
import dev.waybill.alert.incident.UnreadableIncidentException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/** Incidents in S3, changed by conditional writes only: one object each. */
public final class IncidentArchive implements IncidentStore {
  private final ConditionalObjects incidents;

  /**
   * @param results {@code s3://bucket/prefix/}: the incidents are below it, in {@code
   *     waybill/incidents/}
   */
  public IncidentArchive(S3Client s3, String results) {
    this.incidents = new ConditionalObjects(s3, ResultsLocation.of(results, "incidents"));
  }

  @Override
  public Optional<Versioned> find(String name) {
    try {
      return incidents
          .find(name, IncidentJson::read)
          .map(found -> new Versioned(found.document(), found.version()));
    } catch (IllegalArgumentException e) {
      throw new UnreadableIncidentException(incidents.place(name), e);
    }
  }

  @Override
  public Optional<Versioned> keep(Incident incident, @Nullable String version) {
    return incidents
        .keep(incident.name(), IncidentJson.of(incident), version)
        .map(now -> new Versioned(incident, now));
  }

  @Override
  public Stream<Entry> list() {
    return incidents.list().map(it -> new Entry(incidents.name(it), it.eTag()));
  }
}
