package dev.waybill.localcloud.athena.engine;

import dev.waybill.localcloud.athena.bridge.Catalogue;
import dev.waybill.localcloud.athena.bridge.EngineFactory;
import dev.waybill.localcloud.athena.bridge.SqlEngine;
import dev.waybill.localcloud.athena.bridge.SqlSyntax;
import dev.waybill.localcloud.athena.bridge.TableFiles;
import io.trino.sql.parser.SqlParser;

/** Factory of Trino engines, which is loaded by name. */
public final class TrinoFactory implements EngineFactory {
  @Override
  public SqlSyntax syntax() {
    StatementParser statements = new StatementParser(new SqlParser());
    return sql -> TrinoErrorMapping.mapped(() -> statements.parse(sql));
  }

  @Override
  public SqlEngine start(Catalogue catalogue, TableFiles files) {
    ProcessorCount.preset();
    return new TrinoEngine(catalogue, files);
  }
}
