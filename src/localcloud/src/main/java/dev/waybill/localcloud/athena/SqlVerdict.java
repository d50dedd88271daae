package dev.waybill.localcloud.athena;

/** Whether Athena would run a statement. */
public sealed interface SqlVerdict permits Proven, SqlRejected {}
