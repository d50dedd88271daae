package dev.waybill.trail;

/**
 * Fault of a digest chain or of a log file.
 *
 * @param object location of the object, {@code s3://bucket/key}
 * @param version version id that the reason is about; empty when there is none
 * @param reason plain words
 */
public record TrailFault(TrailFaultKind kind, String object, String version, String reason) {}
