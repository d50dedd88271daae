package dev.waybill.reconcile.row;

/** Kinds of callers of an event. */
public enum EventActor {
  /** The role of the service. */
  SERVICE,
  /** A lifecycle rule of the bucket, carried out by S3. */
  LIFECYCLE,
  /** Every other caller: a person, another role, an AWS service, or an anonymous caller. */
  OTHER
}
