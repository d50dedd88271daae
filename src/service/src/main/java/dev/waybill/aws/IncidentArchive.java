package dev.waybill.aws;

import dev.waybill.alert.incident.Incident;
import dev.waybill.alert.incident.IncidentJson;
import dev.waybill.alert.incident.IncidentStore;
import dev.waybill.alert.incident.UnreadableIncidentException;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/** Store of incidents in S3, one object each, written with conditional requests only. */
public final class IncidentArchive implements IncidentStore {
  private final ConditionalObjects incidents;

  /**
   * @param results {@code s3://bucket/prefix/}; the incidents are in {@code waybill/incidents/}
   *     below it
   */
  public IncidentArchive(S3Client s3, String results) {
    this.incidents = new ConditionalObjects(s3, ResultsLocation.of(results, "incidents"));
  }

  @Override
  public Optional<Versioned> find(String name) {
    try {
      return incidents
          .find(name, IncidentJson::read)
          .map(stored -> new Versioned(stored.document(), stored.eTag()));
    } catch (IllegalArgumentException e) {
      throw new UnreadableIncidentException(incidents.uri(name), e);
    }
  }

  @Override
  public Optional<Versioned> keep(Incident incident, @Nullable String version) {
    return incidents
        .keep(incident.name(), IncidentJson.of(incident), version)
        .map(eTag -> new Versioned(incident, eTag));
  }

  @Override
  public Stream<Entry> list() {
    return incidents.list().map(it -> new Entry(incidents.name(it), it.eTag()));
  }
}
