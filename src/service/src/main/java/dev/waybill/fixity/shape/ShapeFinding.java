package dev.waybill.fixity.shape;

import dev.waybill.fixity.Examination;
import dev.waybill.fixity.FixityCondition;
import org.jspecify.annotations.Nullable;

/**
 * Suspect that was examined.
 *
 * @param suspect the suspect
 * @param condition the condition that the examination found
 * @param examination the examination of an entry; null for a listed version
 */
public record ShapeFinding(
    Suspect suspect, FixityCondition condition, @Nullable Examination examination) {}
