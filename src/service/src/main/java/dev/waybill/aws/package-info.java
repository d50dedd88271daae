/**
 * AWS as Waybill uses it: clients, the requests that no Camel component makes soundly, and what
 * errors mean.
 */
@NullMarked
package dev.waybill.aws;

import org.jspecify.annotations.NullMarked;
