/** Reading of routes by Camel for checks: nothing is started, created or connected. */
@NullMarked
package dev.waybill.camel.lint;

import org.jspecify.annotations.NullMarked;
