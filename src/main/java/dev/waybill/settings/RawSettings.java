package dev.waybill.settings;

/**
 * Where objects land and where they go.
 *
 * @param bucket {@code waybill.raw.bucket}
 * @param incoming {@code waybill.raw.incoming}, ends in {@code /}
 * @param processed {@code waybill.raw.processed}, ends in {@code /}
 * @param test {@code waybill.raw.test}, ends in {@code /}
 */
public record RawSettings(String bucket, String incoming, String processed, String test) {}
