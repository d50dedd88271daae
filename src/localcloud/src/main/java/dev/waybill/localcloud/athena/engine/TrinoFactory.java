package dev.waybill.localcloud.athena.engine;

import dev.waybill.localcloud.athena.bridge.Catalogue;
import dev.waybill.localcloud.athena.bridge.EngineFactory;
import dev.waybill.localcloud.athena.bridge.SqlEngine;
import dev.waybill.localcloud.athena.bridge.SqlSyntax;
import dev.waybill.localcloud.athena.bridge.TableFiles;
import io.trino.sql.parser.SqlParser;

/** Starts Trino. Found by its name. */
public final class TrinoFactory implements EngineFactory {
  @Override
  public SqlSyntax syntax() {
    Statements statements = new Statements(new SqlParser());
    return sql -> EngineFailures.named(() -> statements.parsed(sql));
  }

  @Override
  public SqlEngine start(Catalogue catalogue, TableFiles files) {
    Processors.count();
    return new TrinoEngine(catalogue, files);
  }
}
