package dev.waybill.aws;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** How a bucket is named in an address: AWS's by the host, those of other endpoints by the path. */
final class S3Addressing {
  private S3Addressing() {}

  /**
   * Builds the client. Only one that is built tells which endpoint is in force.
   *
   * @throws EnvironmentException when the endpoint is no URL
   */
  static S3Client build(S3ClientBuilder builder) {
    S3Client client = builder.build();
    Optional<URI> other = client.serviceClientConfiguration().endpointOverride();
    if (other.isEmpty()) {
      return client;
    }
    client.close();
    if (other.get().getHost() == null) {
      throw new EnvironmentException(
          "AWS_ENDPOINT_URL: \"" + other.get() + "\" is no URL; unset it, or name an endpoint");
    }
    return builder.forcePathStyle(true).build();
  }
}
