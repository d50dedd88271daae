package dev.waybill.aws.identity;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** A source that gives what a test says, and counts how often it was opened and asked. */
final class ScriptedSource implements CredentialSource {
  final AtomicInteger opened = new AtomicInteger();
  final AtomicInteger asked = new AtomicInteger();
  volatile Supplier<AwsCredentials> answer;

  ScriptedSource(Supplier<AwsCredentials> answer) {
    this.answer = answer;
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
    opened.incrementAndGet();
    return () -> {
      asked.incrementAndGet();
      return answer.get();
    };
  }

  @Override
  public String explain(RuntimeException failure) {
    return "the script ended: " + failure.getMessage();
  }
}
