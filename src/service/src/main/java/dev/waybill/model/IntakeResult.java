package dev.waybill.model;

/** What one record of a notification amounts to: an object to take into custody, or a skip. */
public sealed interface IntakeResult permits ObjectNotification, Skipped {}
