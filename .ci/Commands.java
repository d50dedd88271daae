import dev.waybill.app.Waybill;
import dev.waybill.audit.catalog.PlannerSource;
import dev.waybill.cli.GlobalOptions;
import dev.waybill.cli.WaybillCommand;
import dev.waybill.record.cli.WaybillVerify;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Runs many commands of waybill, or of waybill-verify when a line begins with it, in one process.
 *
 * <p>usage: java -cp waybill.jar Commands.java &lt;FILE
 *
 * <p>Each line of FILE is the arguments of a command, with tabs between. Prints the exit code of
 * each command, a tab, and its output in one line.
 */
public final class Commands {
  public static void main(String[] args) throws Exception {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      String[] words = line.split("\t");
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
      int code = words[0].equals("waybill-verify") ? verify(out, words) : waybill(out, words);
      System.out.println(
          code + "\t" + bytes.toString(StandardCharsets.UTF_8).strip().replace('\n', '|'));
    }
    System.exit(0);
  }

  private static int waybill(PrintStream out, String... words) {
    GlobalOptions options = new GlobalOptions(System.getenv());
    PrintWriter writer = new PrintWriter(out, true, StandardCharsets.UTF_8);
    return WaybillCommand.execute(
        Waybill.commandLine(options, PlannerSource.NONE).setOut(writer).setErr(writer), words);
  }

  private static int verify(PrintStream out, String... words) {
    return new WaybillVerify(out, out).run(Arrays.copyOfRange(words, 1, words.length));
  }
}
