package dev.waybill.testing;

import java.util.ServiceLoader;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Maker of the S3 client that the contract suite calls. The SDK's own client is the default. With
 * the system property {@code waybill.contract.direct} the factory that the class path offers as a
 * service is used instead, so that a client of the product proves the same contract.
 */
public interface ClientFactory {
  /** Name of the system property that asks for the product's clients. */
  String DIRECT = "waybill.contract.direct";

  /**
   * Returns an S3 client.
   *
   * @param builder a builder with endpoint, region and credentials
   * @param credentials the credentials that the builder was given
   * @param connections the size of a connection pool
   */
  S3Client s3(S3ClientBuilder builder, AwsCredentialsProvider credentials, int connections);

  /**
   * Returns the factory that the system property asks for.
   *
   * @throws IllegalStateException when the product's clients are asked for and there are none
   */
  static ClientFactory find() {
    if (!Boolean.getBoolean(DIRECT)) {
      return new SdkClientFactory();
    }
    return ServiceLoader.load(ClientFactory.class)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(DIRECT + " is set and no factory is there"));
  }
}
