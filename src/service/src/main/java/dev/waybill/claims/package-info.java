/**
 * Claims of the service's own calls: the request id of each answer of AWS, stored in signed files,
 * so that an audit finds the calls of the service's role that the service did not make.
 *
 * <p>Knows neither Camel nor the AWS SDK; {@link dev.waybill.log.LogStore} is its port to the
 * provenance bucket.
 */
@NullMarked
package dev.waybill.claims;

import org.jspecify.annotations.NullMarked;
