package dev.waybill.localcloud.athena.engine;

import io.trino.spi.ErrorCode;
import io.trino.spi.ErrorCodeSupplier;
import io.trino.spi.ErrorType;

/** The errors of Trino's Hive connector that Athena tells too. */
enum HiveError implements ErrorCodeSupplier {
  HIVE_CANNOT_OPEN_SPLIT(2),
  HIVE_BAD_DATA(4),
  HIVE_CURSOR_ERROR(16);

  private static final int FIRST = 0x0100_0000;

  private final int number;

  HiveError(int number) {
    this.number = number;
  }

  @Override
  public ErrorCode toErrorCode() {
    return new ErrorCode(FIRST + number, name(), ErrorType.EXTERNAL);
  }
}
