package dev.waybill.repair;

/** Repair that was not made, or is not proven, with the reason for the operator. */
public final class RepairException extends Exception {
  private static final long serialVersionUID = 1;

  public RepairException(String message) {
    super(message);
  }
}
