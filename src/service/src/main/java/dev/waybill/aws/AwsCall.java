package dev.waybill.aws;

import java.time.Duration;

/**
 * One call to AWS, as the SDK measured it.
 *
 * @param service name of the service, such as {@code S3}
 * @param operation name of the operation, such as {@code GetObject}
 * @param isSuccessful true when the last attempt succeeded
 * @param took time of all attempts and of the pauses between them
 * @param retries attempts after the first one
 * @param throttles attempts that AWS throttled
 */
public record AwsCall(
    String service,
    String operation,
    boolean isSuccessful,
    Duration took,
    int retries,
    int throttles) {}
