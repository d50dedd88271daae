package dev.waybill;

/** The composition root: wires the parts and hands over to a command. */
public final class Waybill {
  private Waybill() {}

  public static void main(String[] args) {
    System.exit(2);
  }
}
