package dev.waybill.audit.catalog;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Catalogue of every audit, valid by construction. */
public final class AuditCatalog {
  static final String FOLDER = "sql/audits";

  private final List<AuditQuery> queries;

  private AuditCatalog(List<AuditQuery> queries) {
    this.queries = List.copyOf(queries);
  }

  /**
   * Reads the packaged audits and those of the home directory, as {@link AuditFiles} joins them.
   *
   * @throws InvalidCatalogException when an audit is invalid; holds all problems
   * @throws java.io.UncheckedIOException when a file cannot be read
   */
  public static AuditCatalog load(Path home) {
    List<Problem> problems = new ArrayList<>();
    AuditCatalog catalog = read(AuditFiles.all(home), problems);
    if (!problems.isEmpty()) {
      throw new InvalidCatalogException(problems);
    }
    return catalog;
  }

  /**
   * Reads the valid audits of some files.
   *
   * @param files texts by path from the home directory
   * @param problems receives the problems of the other files
   */
  static AuditCatalog read(Map<String, String> files, List<Problem> problems) {
    List<AuditQuery> queries = new ArrayList<>();
    Map<String, String> ids = new HashMap<>();
    if (files.isEmpty()) {
      problems.add(new Problem(FOLDER, 0, "holds no audit, <id>-<slug>.sql"));
    }
    files.forEach(
        (file, text) ->
            QueryReader.read(file, text, problems)
                .ifPresent(
                    it -> {
                      String other = ids.putIfAbsent(it.id(), file);
                      if (other == null) {
                        queries.add(it);
                      } else {
                        problems.add(
                            new Problem(file, 1, "id " + it.id() + " is also used by " + other));
                      }
                    }));
    queries.sort(Comparator.comparing(AuditQuery::id));
    return new AuditCatalog(queries);
  }

  /** Returns all audits in the order of their ids. */
  public List<AuditQuery> queries() {
    return queries;
  }

  /** Returns the audit with an id, ignoring case. */
  public Optional<AuditQuery> find(String id) {
    return queries.stream().filter(it -> it.id().equalsIgnoreCase(id)).findFirst();
  }
}
