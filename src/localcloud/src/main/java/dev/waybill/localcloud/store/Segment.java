package dev.waybill.localcloud.store;

/**
 * Content file of a version or of one of its parts.
 *
 * @param file the file name in the bucket's content folder
 * @param size the size in bytes
 */
record Segment(String file, long size) {}
