package dev.waybill.localcloud.athena.engine;

import io.trino.spi.ErrorCode;
import io.trino.spi.ErrorCodeSupplier;
import io.trino.spi.ErrorType;

/** Errors of Trino's Hive connector that Athena also reports. */
enum HiveError implements ErrorCodeSupplier {
  HIVE_CANNOT_OPEN_SPLIT(2),
  HIVE_BAD_DATA(4),
  HIVE_CURSOR_ERROR(16);

  private static final int FIRST_CODE = 0x0100_0000;

  private final int number;

  HiveError(int number) {
    this.number = number;
  }

  @Override
  public ErrorCode toErrorCode() {
    return new ErrorCode(FIRST_CODE + number, name(), ErrorType.EXTERNAL);
  }
}
