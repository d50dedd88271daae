package dev.waybill.startup;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.Queue;
import dev.waybill.settings.Settings;
import dev.waybill.signing.SigningKey;
import java.time.Instant;

/**
 * Checks of a start, one by one and without a write: a start also publishes the signing key.
 *
 * @param aws clients
 * @param settings the settings
 */
public record InspectedStart(AwsClients aws, Settings settings) {
  /** Checks that the queues exist, and that none of their messages can disappear. */
  public void queues() {
    Queue source = QueueChecks.source(aws.sqs(), settings.queue());
    Queue dead = QueueChecks.dead(aws.sqs(), settings.queue());
    QueueChecks.requireRedrive(settings.queue(), source, dead);
  }

  /** Checks that the queue of re-verification exists, unless it is switched off. */
  public void fixityQueue() {
    QueueChecks.fixity(aws.sqs(), settings.fixity()).ifPresent(it -> {});
  }

  /** Checks the buckets of every scope. */
  public void rawBucket() {
    Preconditions.scopes(aws, settings.scopes());
  }

  /** Checks the KMS key, unless none is required. */
  public void kmsKey() {
    String unused = String.valueOf(KmsKeyCheck.expected(aws.kms(), settings));
  }

  /** Checks the bucket of the records. */
  public void provenanceBucket() {
    new ProvenanceChecks(aws.s3(), settings.provenance()).bucket();
  }

  /** Checks that records of the signing key would be trusted. */
  public void signingKey() {
    SigningKey key = SigningKeys.load(aws, settings);
    ProvenanceChecks.trusts(
        Preconditions.trust(settings.signing(), key.trusted()),
        key,
        settings.signing(),
        Instant.now());
  }
}
