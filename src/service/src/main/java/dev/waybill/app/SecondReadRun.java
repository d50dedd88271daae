package dev.waybill.app;

import dev.waybill.aws.AwsClients;
import dev.waybill.aws.BatchChecksumJobs;
import dev.waybill.aws.S3VersionPages;
import dev.waybill.aws.fixity.S3ReadFiles;
import dev.waybill.cli.CommandException;
import dev.waybill.cli.SecondReadService;
import dev.waybill.fixity.plan.FixityPrices;
import dev.waybill.fixity.second.InvalidReadException;
import dev.waybill.fixity.second.JobState;
import dev.waybill.fixity.second.JobState.Phase;
import dev.waybill.fixity.second.PreparedRead;
import dev.waybill.fixity.second.SecondReader;
import dev.waybill.fixity.second.SecondReport;
import dev.waybill.fixity.second.StartedRead;
import dev.waybill.fixity.second.TooManyVersionsException;
import dev.waybill.record.RecordVerifier;
import dev.waybill.record.log.InvalidLogException;
import dev.waybill.settings.LoadedSettings;
import dev.waybill.settings.Settings;
import dev.waybill.verify.OnlineVerification;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;

/** Command {@code waybill fixity second-read}. */
final class SecondReadRun implements SecondReadService {
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final Clock clock = Clock.systemUTC();
  private final Function<Settings, AwsClients> clients;
  private final Pause pause;

  /** Wait between two questions for the state of a job. */
  interface Pause {
    void await() throws InterruptedException;
  }

  /**
   * @param clients creates the clients of one command, which are closed after it
   */
  SecondReadRun(Function<Settings, AwsClients> clients) {
    this(clients, () -> Thread.sleep(PAUSE.toMillis()));
  }

  SecondReadRun(Function<Settings, AwsClients> clients, Pause pause) {
    this.clients = clients;
    this.pause = pause;
  }

  /** Work with a reader. */
  private interface Work {
    void run(SecondReader reader, BatchChecksumJobs jobs) throws InterruptedException;
  }

  @Override
  public void read(LoadedSettings loaded, Order order, Listener listener)
      throws InterruptedException {
    withReader(
        loaded,
        (reader, jobs) -> {
          PreparedRead prepared = reader.prepare(order.scope(), order.age());
          if (listener.prepared(prepared)) {
            StartedRead read = reader.create(prepared, jobs.roleArn(order.role()));
            JobState waiting = await(reader, read, Phase.WAITING, listener);
            reader.confirm(read, waiting, prepared.price().objects());
            listener.begun(read.name());
            judge(reader, read, listener);
          }
        });
  }

  @Override
  public void resume(LoadedSettings loaded, String name, Listener listener)
      throws InterruptedException {
    withReader(
        loaded,
        (reader, jobs) -> {
          StartedRead read =
              reader
                  .find(name)
                  .orElseThrow(
                      () -> CommandException.usage("there is no reading " + name + " to resume"));
          if (reader.state(read).phase() == Phase.WAITING) {
            reader.confirmAgain(read);
          }
          judge(reader, read, listener);
        });
  }

  private void judge(SecondReader reader, StartedRead read, Listener listener)
      throws InterruptedException {
    JobState ended = await(reader, read, Phase.COMPLETE, listener);
    SecondReport report = reader.judge(read, ended);
    listener.judged(report);
    listener.stored(reader.store(report));
  }

  /** Waits for a phase; a job that ends before fails the command. */
  private JobState await(SecondReader reader, StartedRead read, Phase wanted, Listener listener)
      throws InterruptedException {
    while (true) {
      JobState state = reader.state(read);
      listener.progress(state);
      if (state.phase() == wanted) {
        return state;
      }
      if (state.isFinal()) {
        String problem = "the job " + read.job() + " has ended early: " + state.problem();
        throw CommandException.unreachable(problem, new IllegalStateException(problem));
      }
      pause.await();
    }
  }

  // The claims are written when they are closed.
  @SuppressWarnings("try")
  private void withReader(LoadedSettings loaded, Work work) throws InterruptedException {
    Settings settings = loaded.settings();
    try (AwsClients aws = clients.apply(settings);
        ClaimsWiring unused = ClaimsWiring.ofCommand(aws, settings)) {
      aws.identity();
      try (FixityReaders readers = readers(aws, loaded);
          BatchChecksumJobs jobs = BatchChecksumJobs.of(aws)) {
        work.run(
            new SecondReader(
                ports(aws, settings, readers, jobs), settings.raw(), prices(aws), clock),
            jobs);
      }
    } catch (InvalidLogException | InvalidReadException e) {
      throw CommandException.finding(String.valueOf(e.getMessage()));
    } catch (TooManyVersionsException e) {
      throw CommandException.usage(String.valueOf(e.getMessage()), e);
    }
  }

  private static SecondReader.Ports ports(
      AwsClients aws, Settings settings, FixityReaders readers, BatchChecksumJobs jobs) {
    return new SecondReader.Ports(
        readers.entries(),
        new S3VersionPages(readers.s3(), settings.raw().bucket()),
        jobs,
        new S3ReadFiles(aws.s3(), settings.audit().resultsPath()),
        readers.store(),
        index -> readers.examiner().examine(index, readers.entry(index)).condition());
  }

  private static FixityPrices prices(AwsClients aws) {
    return FixityPrices.ofRegion(aws.s3().serviceClientConfiguration().region().id());
  }

  private FixityReaders readers(AwsClients aws, LoadedSettings loaded) {
    Settings settings = loaded.settings();
    RecordVerifier verifier = OnlineVerification.verifier(aws, loaded);
    return FixityReaders.ofCommand(
        aws, settings, verifier, FixityRate.ofCheck(settings.fixity()), clock);
  }
}
