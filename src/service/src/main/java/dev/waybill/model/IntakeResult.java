package dev.waybill.model;

/** Result of reading one record of a notification: an object for custody, or a skip. */
public sealed interface IntakeResult permits ObjectNotification, Skipped {}
