package dev.waybill.status;

import java.time.Duration;

/**
 * Objects that are not sealed yet, and how others ended.
 *
 * @param waiting messages that wait in the queue
 * @param oldest time that the last received message had waited
 * @param inWork messages in work in this process
 * @param deadLetters messages in the dead-letter queue
 * @param notLogged entries of sealed records that are not durable in the log yet
 * @param promoted objects that this process has promoted since it started
 * @param skipped notifications that it has skipped for a counted reason
 * @param rejected objects that it has rejected
 */
public record BacklogStatus(
    StatusPart<Long> waiting,
    StatusPart<Duration> oldest,
    long inWork,
    StatusPart<Long> deadLetters,
    StatusPart<Long> notLogged,
    long promoted,
    long skipped,
    long rejected) {}
