package dev.waybill.localcloud.store;

/**
 * A file that holds a version's bytes, or one part's.
 *
 * @param file its name in the bucket's content folder
 * @param size in bytes
 */
record Segment(String file, long size) {}
