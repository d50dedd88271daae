/** Decision about one version: pure functions from what the sources know to a verdict. */
@NullMarked
package dev.waybill.reconcile.verdict;

import org.jspecify.annotations.NullMarked;
