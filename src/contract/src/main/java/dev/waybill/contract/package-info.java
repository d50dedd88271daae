/**
 * Contract of the AWS services that Waybill uses, as tests for any implementation.
 *
 * <p>The tests run against the local cloud, or with {@code WAYBILL_CONTRACT_ENDPOINT} (system
 * property or environment; {@code AWS_ENDPOINT_URL_SQS}, {@code AWS_ACCESS_KEY_ID}, {@code
 * AWS_SECRET_ACCESS_KEY} and {@code WAYBILL_CONTRACT_KMS_KEY} as needed) against another. A test
 * that another implementation cannot pass for a known reason is skipped with that reason.
 */
package dev.waybill.contract;
