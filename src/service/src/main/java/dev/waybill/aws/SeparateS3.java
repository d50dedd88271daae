package dev.waybill.aws;

import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.s3.S3Client;

/** S3 client with connections of its own, which it closes. */
public final class SeparateS3 implements AutoCloseable {
  private final S3Client client;
  private final SdkHttpClient connections;

  SeparateS3(S3Client client, SdkHttpClient connections) {
    this.client = client;
    this.connections = connections;
  }

  /** Returns the client. */
  public S3Client client() {
    return client;
  }

  @Override
  public void close() {
    client.close();
    connections.close();
  }
}
