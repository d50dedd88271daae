package dev.waybill.localcloud.athena.engine;

import dev.waybill.localcloud.athena.bridge.FileFormat;
import io.trino.spi.Page;
import io.trino.spi.PageBuilder;
import io.trino.spi.TrinoException;
import io.trino.spi.connector.ConnectorPageSource;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Source of pages with the rows of one file. Only the requested columns of a row are kept. */
final class JsonPageSource implements ConnectorPageSource {
  private static final int MAX_ROWS = 1024;

  private final MeteredFile file;
  private final FileFormat format;
  private final RowWriter writer;
  private final PageBuilder page;
  private @Nullable RowReader rows;
  private boolean finished;

  JsonPageSource(MeteredFile file, FileFormat format, List<HiveColumn> columns) {
    this.file = file;
    this.format = format;
    this.writer = new RowWriter(file, columns);
    this.page = new PageBuilder(columns.stream().map(HiveColumn::type).toList());
  }

  @Override
  public @Nullable Page getNextPage() {
    while (!finished && !page.isFull() && page.getPositionCount() < MAX_ROWS) {
      finished = !readRow();
    }
    if (page.isEmpty()) {
      return null;
    }
    Page full = page.build();
    page.reset();
    return full;
  }

  private boolean readRow() {
    try {
      RowReader reader = rows;
      if (reader == null) {
        reader = RowReader.open(file, format, writer.columnIndexes());
        rows = reader;
      }
      if (!reader.next()) {
        return false;
      }
      writer.write(reader, page);
      return true;
    } catch (IOException e) {
      throw new TrinoException(HiveError.HIVE_CURSOR_ERROR, ReadErrorText.of(e), e);
    }
  }

  @Override
  public boolean isFinished() {
    return finished && page.isEmpty();
  }

  @Override
  public long getCompletedBytes() {
    return file.read();
  }

  @Override
  public long getReadTimeNanos() {
    return 0;
  }

  @Override
  public long getMemoryUsage() {
    return page.getRetainedSizeInBytes();
  }

  @Override
  public void close() throws IOException {
    finished = true;
    if (rows != null) {
      rows.close();
    }
  }
}
