package dev.waybill.why;

/**
 * Version of a story.
 *
 * @param name short name, which is unique within the story
 * @param address its address with the version id, percent-encoded
 */
public record StoryVersion(String name, String address) {}
