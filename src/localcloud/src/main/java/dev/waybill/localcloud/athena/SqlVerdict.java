package dev.waybill.localcloud.athena;

/** Verdict of the checker on a statement. */
public sealed interface SqlVerdict permits SqlAccepted, SqlRejected {}
