package dev.waybill.aws;

import dev.waybill.testing.CloudUnderTest;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Clients with time limits that a test can wait for. */
public final class ImpatientClients {
  private ImpatientClients() {}

  /**
   * Creates clients of an endpoint.
   *
   * @param body time for a small body
   */
  public static AwsClients of(CloudUnderTest cloud, URI endpoint, Duration body) {
    return AwsClients.of(
        endpoint,
        CloudUnderTest.REGION,
        StaticCredentialsProvider.create(cloud.credentials()),
        limits(Timeouts.DEFAULT.idle(), body));
  }

  /** Returns the limits of the service with these two instead. */
  static Timeouts limits(Duration idle, Duration body) {
    Timeouts usual = Timeouts.DEFAULT;
    return new Timeouts(usual.call(), usual.s3Call(), idle, body, usual.connectionAge());
  }
}
