/**
 * Adapters for AWS: clients, stores in S3, requests that no Camel component supports safely, and
 * the meaning of errors.
 */
@NullMarked
package dev.waybill.aws;

import org.jspecify.annotations.NullMarked;
