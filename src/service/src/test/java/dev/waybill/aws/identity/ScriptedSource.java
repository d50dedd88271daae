package dev.waybill.aws.identity;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * Source that returns the credentials of a test, and counts how often it was opened and queried.
 */
final class ScriptedSource implements CredentialSource {
  final AtomicInteger openings = new AtomicInteger();
  final AtomicInteger queries = new AtomicInteger();
  volatile Supplier<AwsCredentials> response;

  ScriptedSource(Supplier<AwsCredentials> response) {
    this.response = response;
  }

  static AwsSessionCredentials session(String accessKeyId) {
    return AwsSessionCredentials.create(accessKeyId, "secret", "token");
  }

  @Override
  public String name() {
    return "a script";
  }

  @Override
  public AwsCredentialsProvider open() {
    openings.incrementAndGet();
    return () -> {
      queries.incrementAndGet();
      return response.get();
    };
  }

  @Override
  public String explain(RuntimeException failure) {
    return "the script failed: " + failure.getMessage();
  }
}
