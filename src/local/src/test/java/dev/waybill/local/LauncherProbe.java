package dev.waybill.local;

/** Program in place of Waybill that shows how the launcher called it, and exits with 7. */
public final class LauncherProbe {
  private LauncherProbe() {}

  /** Prints a property and the arguments, each in brackets. */
  public static void main(String[] args) {
    StringBuilder out = new StringBuilder("property=" + System.getProperty("probe"));
    for (String arg : args) {
      out.append(" [").append(arg).append(']');
    }
    System.out.println(out);
    System.exit(7);
  }
}
