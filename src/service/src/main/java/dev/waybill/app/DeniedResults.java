package dev.waybill.app;

import dev.waybill.aws.ArchiveException;
import dev.waybill.cli.CommandException;
import dev.waybill.fixity.TileResult;
import dev.waybill.fixity.TileTask;
import dev.waybill.fixity.work.TaskResults;
import org.jspecify.annotations.Nullable;

/**
 * Results of a worker beside the service, which remembers that S3 denies them: such a worker would
 * only keep messages from others.
 */
final class DeniedResults implements TaskResults {
  private static final int FORBIDDEN = 403;

  private final TaskResults results;
  private @Nullable ArchiveException denied;

  DeniedResults(TaskResults results) {
    this.results = results;
  }

  @Override
  public boolean exists(TileTask task) {
    try {
      return results.exists(task);
    } catch (ArchiveException e) {
      throw remembered(e);
    }
  }

  @Override
  public boolean write(TileResult result) {
    try {
      return results.write(result);
    } catch (ArchiveException e) {
      throw remembered(e);
    }
  }

  private ArchiveException remembered(ArchiveException failure) {
    if (failure.s3Error().statusCode() == FORBIDDEN) {
      denied = failure;
    }
    return failure;
  }

  /**
   * Passes an answer on.
   *
   * @throws CommandException when S3 has denied a result
   */
  boolean unlessDenied(boolean answer) {
    if (denied != null) {
      throw CommandException.unreachable(
          "this worker may not write results below fixity/: "
              + denied.getMessage()
              + "; run it with the role of the service (waybill.service.role), or check everything"
              + " with --once",
          denied);
    }
    return answer;
  }
}
