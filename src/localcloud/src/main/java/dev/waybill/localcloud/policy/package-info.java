/**
 * Parsing and evaluation of resource-based policies: the supported part of IAM's policy language.
 */
@NullMarked
package dev.waybill.localcloud.policy;

import org.jspecify.annotations.NullMarked;
