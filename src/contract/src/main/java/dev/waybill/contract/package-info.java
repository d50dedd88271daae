/**
 * What Waybill needs of S3 and SQS, stated as tests that any implementation can be held to.
 *
 * <p>They run against the embedded cloud, or with {@code WAYBILL_CONTRACT_ENDPOINT} (system
 * property or environment; {@code AWS_ENDPOINT_URL_SQS}, {@code AWS_ACCESS_KEY_ID}, {@code
 * AWS_SECRET_ACCESS_KEY} and {@code WAYBILL_CONTRACT_KMS_KEY} as needed) against another. A check
 * that another cannot pass for a known reason is skipped with that reason.
 */
package dev.waybill.contract;
