package dev.waybill.aws;

import java.net.URI;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Addressing of buckets: by host name in AWS, by path at other endpoints. */
final class S3Addressing {
  private S3Addressing() {}

  /**
   * Builds the client. Only a built client knows its effective endpoint.
   *
   * @throws EnvironmentException when the endpoint is not a URL
   */
  static S3Client build(S3ClientBuilder builder) {
    S3Client client = builder.build();
    Optional<URI> endpoint = client.serviceClientConfiguration().endpointOverride();
    if (endpoint.isEmpty()) {
      return client;
    }
    client.close();
    if (endpoint.get().getHost() == null) {
      throw new EnvironmentException(
          "AWS_ENDPOINT_URL: \""
              + endpoint.get()
              + "\" is not a URL; set it to the URL of an endpoint, or unset it");
    }
    return builder.forcePathStyle(true).build();
  }
}
