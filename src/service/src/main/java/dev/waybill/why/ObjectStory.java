package dev.waybill.why;

import java.time.Instant;
import java.util.List;

/**
 * Story of one object. All texts may hold untrusted input and must be escaped where they are shown.
 *
 * @param address address of the object as it was asked for, percent-encoded
 * @param at time at which the story was put together
 * @param since time from which CloudTrail's events were asked for
 * @param versions versions that the events are about, in the order of their names
 * @param events what happened, in time order
 * @param gaps what cannot be known, and why
 * @param verdict judgement of the object's custody
 */
public record ObjectStory(
    String address,
    Instant at,
    Instant since,
    List<StoryVersion> versions,
    List<StoryEvent> events,
    List<StoryGap> gaps,
    StoryVerdict verdict) {
  public ObjectStory {
    versions = List.copyOf(versions);
    events = List.copyOf(events);
    gaps = List.copyOf(gaps);
  }
}
