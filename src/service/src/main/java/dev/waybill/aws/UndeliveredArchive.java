package dev.waybill.aws;

import dev.waybill.alert.AlertEvent;
import dev.waybill.alert.AlertEventJson;
import dev.waybill.alert.IncidentName;
import dev.waybill.alert.delivery.UndeliveredStore;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Store of undelivered events in S3, one object each: {@code
 * waybill/undelivered/SINK/TIME-INCIDENT-EVENT.json}, so that S3 lists the oldest first. Events
 * that a sink rejected are below {@code refused/}.
 */
public final class UndeliveredArchive implements UndeliveredStore {
  /** Time format whose texts sort chronologically. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSSSSSSSS'Z'").withZone(ZoneOffset.UTC);

  private static final Pattern NAME =
      Pattern.compile("\\d{8}T\\d{6}\\.\\d{9}Z-([0-9a-f]{64})-(.+)\\.json");

  private final S3Client s3;
  private final ResultsLocation location;

  /**
   * @param results {@code s3://bucket/prefix/}; the events are in {@code waybill/undelivered/}
   *     below it
   */
  public UndeliveredArchive(S3Client s3, String results) {
    this.s3 = s3;
    this.location = ResultsLocation.of(results, "undelivered");
  }

  @Override
  public void keep(String sink, Instant since, AlertEvent event) {
    put(location.prefix() + sink + "/" + name(since, event), event);
  }

  @Override
  public void reject(String sink, AlertEvent event) {
    put(location.prefix() + sink + "/refused/" + name(event.finding().time(), event), event);
  }

  @Override
  public List<Waiting> waiting(String sink) {
    String waiting = location.prefix() + sink + "/";
    return call(
        waiting,
        () ->
            s3
                .listObjectsV2(
                    list ->
                        list.bucket(location.bucket())
                            .prefix(waiting)
                            .delimiter("/")
                            .maxKeys(PAGE_SIZE))
                .contents()
                .stream()
                .flatMap(object -> waiting(sink, waiting, object))
                .toList());
  }

  @Override
  public Optional<AlertEvent> read(Waiting waiting) {
    String key = key(waiting);
    return call(
        key,
        () -> {
          try {
            byte[] bytes =
                s3.getObjectAsBytes(ObjectRequests.get(location.bucket(), key)).asByteArrayUnsafe();
            return Optional.of(AlertEventJson.read(bytes));
          } catch (NoSuchKeyException e) {
            return Optional.empty();
          }
        });
  }

  @Override
  public void remove(Waiting waiting) {
    String key = key(waiting);
    Object unused =
        call(key, () -> s3.deleteObject(delete -> delete.bucket(location.bucket()).key(key)));
  }

  private void put(String key, AlertEvent event) {
    RequestBody body = RequestBody.fromBytes(AlertEventJson.of(event));
    Object unused =
        call(
            key,
            () ->
                s3.putObject(
                    put -> put.bucket(location.bucket()).key(key).contentType("application/json"),
                    body));
  }

  /** Parses the name of an object. Objects with other names belong to others and are skipped. */
  private Stream<Waiting> waiting(String sink, String prefix, S3Object object) {
    Matcher name = NAME.matcher(object.key().substring(prefix.length()));
    if (!name.matches()) {
      return Stream.empty();
    }
    String id = URLDecoder.decode(name.group(2), StandardCharsets.UTF_8);
    return Stream.of(new Waiting(sink, name.group(1), id, location.uri(object.key())));
  }

  private static String name(Instant since, AlertEvent event) {
    String id = URLEncoder.encode(event.eventId(), StandardCharsets.UTF_8);
    return TIME.format(since) + "-" + IncidentName.of(event.uid()) + "-" + id + ".json";
  }

  private String key(Waiting waiting) {
    return waiting.place().substring(location.uri("").length());
  }

  private <T> T call(String key, Supplier<T> call) {
    try {
      return call.get();
    } catch (S3Exception e) {
      throw new IllegalStateException(
          location.uri(key) + " answered " + e.statusCode() + " " + S3Failure.code(e), e);
    } catch (SdkException e) {
      throw new IllegalStateException(
          location.uri(key) + " cannot be reached: " + e.getMessage(), e);
    }
  }
}
