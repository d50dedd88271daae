-- Verdict of every version that the listing, the log of records or CloudTrail knows: the rules of
-- "waybill reconcile", as one statement. It has no rows when a source is incomplete (see sources.sql).
-- Run it with "waybill reconcile --engine athena", or print it with its values and paste it:
-- "waybill reconcile --engine athena --print-sql verdicts".
-- Times are milliseconds since 1970. The order of the fields of a call is its order within a history:
-- by time first. An actor is 0 for the service, 1 for a lifecycle rule, 2 for every other caller.
WITH
-- The statement of sources.sql.
sources AS (
  {{sources}}
),
limits AS (
  SELECT
    CAST(to_unixtime({{from}}) * 1000 AS bigint) AS since,
    CAST(to_unixtime(least(min(as_of), {{until}})) * 1000 AS bigint) AS as_of,
    CAST(to_unixtime(min(as_of) FILTER (WHERE source = 'records')) * 1000 AS bigint)
      AS records_as_of,
    max(row_count) FILTER (WHERE source = 'entries') AS log_size
  FROM waybill_reconcile_sources
  WHERE run = {{run}}
),

-- What is there. A listing may meet a change; of two rows of one version the newer one counts.
objects AS (
  SELECT
    key,
    version_id,
    max(CAST(ROW(
      CAST(to_unixtime(last_modified) * 1000 AS bigint), is_delete_marker, is_latest,
      IF(is_delete_marker, 0, size), coalesce(e_tag, ''), coalesce(sha256, ''))
      AS row(
        modified bigint, is_marker boolean, is_current boolean,
        size bigint, e_tag varchar, sha256 varchar))) AS there
  FROM waybill_objects
  WHERE run = {{objects.run}} AND source = 'raw'
  GROUP BY key, version_id
),

-- What was sealed: the tables of the log, and the entries that are in no table yet.
log_entries AS (
  SELECT index, bucket, kind, key, versionid, destination, etag, record, sealed, sha256, size
  FROM waybill_seals
  WHERE part = 'table'
  UNION ALL
  SELECT index, bucket, kind, key, versionid, destination, etag, record, sealed, sha256, size
  FROM waybill_seals_tail
  WHERE run = {{run}}
),
entries AS (
  SELECT
    record,
    CAST(ROW(
      index, key, versionid, coalesce(destination, ''), size, coalesce(etag, ''), sha256, record,
      CAST(to_unixtime(from_iso8601_timestamp(sealed)) * 1000 AS bigint))
      AS row(
        index bigint, key varchar, version_id varchar, destination varchar, size bigint,
        e_tag varchar, sha256 varchar, record varchar, sealed bigint)) AS seal
  FROM log_entries
  CROSS JOIN limits
  WHERE bucket = {{raw.bucket}} AND kind <> 'fixity-cycle' AND index < log_size
),
-- The first entry of a version counts, so that an entry that is in two tables counts once.
seals AS (
  SELECT seal.key AS key, seal.version_id AS version_id, min(seal) AS seal
  FROM entries
  GROUP BY seal.key, seal.version_id
),

-- What was logged: the events of events.sql, with their effect, and with the source of a copy.
logged AS (
  SELECT DISTINCT
    event_id,
    CAST(to_unixtime(eventTime) * 1000 AS bigint) AS at,
    eventName AS name,
    bucket_name,
    object_key,
    nullif(version_id, '') AS version_id,
    CASE
      WHEN nullif(error_code, '') IS NOT NULL THEN 'failed'
      WHEN eventName IN (
        'PutObject', 'CopyObject', 'CompleteMultipartUpload', 'PostObject', 'RenameObject')
        THEN 'created'
      WHEN NOT eventName IN ('DeleteObject', 'DeleteObjects', 'DeleteObjectVersion') THEN 'changed'
      WHEN requested_version_id IS NULL THEN 'marked'
      ELSE 'deleted'
    END AS effect,
    CASE
      WHEN coalesce(
        role_arn = {{service.role}} OR (account_id = {{account}} AND role_name = {{service.role}}),
        false)
        THEN 0
      WHEN user_type = 'AWSService' AND invoked_by IN ('s3.amazonaws.com', 'lifecycle.s3.amazonaws.com')
        THEN 1
      ELSE 2
    END AS actor,
    principal,
    coalesce(request_id, '') AS request_id,
    coalesce(source_ip, '') AS source_ip,
    -- Text of another bucket, or without a version, is no source.
    IF(
      starts_with(regexp_replace(copy_source, '^/'), concat({{raw.bucket}}, '/')),
      regexp_extract(copy_source, '(?s)^/?[^/]*/(.*)\?versionId=(.*)\z', 1)) AS source_text,
    regexp_extract(copy_source, '(?s)^/?[^/]*/(.*)\?versionId=(.*)\z', 2) AS source_version
  FROM cloudtrail_s3_events_flattened
  WHERE day BETWEEN {{first.day}} AND {{last.day}}
    AND eventTime >= {{from}}
    AND eventTime < {{until}}
    AND event_category = 'Data'
    AND object_key IS NOT NULL
    AND (
      (
        bucket_name = {{raw.bucket}}
        AND IF(
          nullif(error_code, '') IS NULL,
          eventName IN (
            'PutObject', 'CopyObject', 'CompleteMultipartUpload', 'PostObject', 'RenameObject',
            'DeleteObject', 'DeleteObjects', 'DeleteObjectVersion', 'UpdateObjectEncryption',
            'PutObjectTagging', 'DeleteObjectTagging', 'PutObjectAcl', 'PutObjectRetention',
            'PutObjectLegalHold', 'PutObjectAnnotation', 'DeleteObjectAnnotation'),
          error_code IN (
            'AccessDenied', 'AllAccessDisabled', 'AccountProblem', 'InvalidAccessKeyId',
            'InvalidToken', 'ExpiredToken', 'SignatureDoesNotMatch', 'NotSignedUp')
          AND NOT coalesce(
            role_arn = {{service.role}}
              OR (account_id = {{account}} AND role_name = {{service.role}}),
            false)))
      OR (
        bucket_name = {{provenance.bucket}}
        AND starts_with(object_key, 'records/')
        AND nullif(error_code, '') IS NULL
        AND eventName IN ('DeleteObject', 'DeleteObjects', 'DeleteObjectVersion')))
),
calls AS (
  SELECT
    bucket_name,
    object_key AS key,
    version_id,
    effect,
    CAST(ROW(
      at, name, actor, principal, request_id, source_ip,
      -- A plus sign is one in a copy source. Text that is not legal URL encoding is no source;
      -- decoding it would make the query fail.
      coalesce(
        IF(
          regexp_like(source_text, '^([^%]|%[0-9a-fA-F]{2})*\z'),
          url_decode(replace(source_text, '+', '%2B'))),
        ''),
      coalesce(source_version, ''))
      AS row(
        at bigint, name varchar, actor integer, principal varchar, request_id varchar,
        source_ip varchar, source_key varchar, source_version varchar)) AS call
  FROM logged
),
-- Newest call of each effect on one version. A change of another caller must not be covered by one
-- of the service. The row without a version id has the calls that name none; they are kept singly.
histories AS (
  SELECT
    key,
    version_id,
    max(call) FILTER (WHERE effect = 'created') AS created,
    max(call) FILTER (WHERE effect = 'marked') AS marked,
    max(call) FILTER (WHERE effect = 'deleted') AS deleted,
    coalesce(
      max(call) FILTER (WHERE effect = 'changed' AND call.actor = 2),
      max(call) FILTER (WHERE effect = 'changed')) AS changed,
    max(call) FILTER (WHERE effect = 'failed') AS denied,
    min(call.at) FILTER (WHERE effect <> 'failed') AS first_effect,
    max(call.at) FILTER (WHERE effect <> 'failed') AS last_effect,
    min(call.at) FILTER (WHERE effect = 'failed') AS first_denied,
    max(call.at) FILTER (WHERE effect = 'failed') AS last_denied,
    array_agg(CAST(ROW(call, effect, key) AS row(
      call row(
        at bigint, name varchar, actor integer, principal varchar, request_id varchar,
        source_ip varchar, source_key varchar, source_version varchar),
      effect varchar, key varchar)))
      FILTER (WHERE version_id IS NULL AND effect <> 'failed') AS unstated
  FROM calls
  WHERE bucket_name = {{raw.bucket}}
  GROUP BY key, version_id
),

-- Records that the log states and that are not there. One that was stored after the listing began
-- cannot be in it.
record_objects AS (
  SELECT
    key,
    bool_or(NOT is_delete_marker) AND NOT bool_or(is_delete_marker AND is_latest) AS is_readable
  FROM waybill_objects
  WHERE run = {{run}} AND source = 'records'
  GROUP BY key
),
record_removals AS (
  SELECT key, max(call) AS call
  FROM calls
  WHERE bucket_name = {{provenance.bucket}}
  GROUP BY key
),
lost_records AS (
  SELECT
    stated.seal.key AS key,
    stated.seal.version_id AS version_id,
    true AS is_record_lost,
    max(record_removals.call) AS record_lost_by
  FROM (SELECT record, min(seal) AS seal FROM entries GROUP BY record) AS stated
  CROSS JOIN limits
  LEFT JOIN record_objects ON record_objects.key = stated.record
  LEFT JOIN record_removals ON record_removals.key = stated.record
  WHERE NOT coalesce(record_objects.is_readable, false)
    AND stated.seal.sealed < limits.records_as_of
  GROUP BY stated.seal.key, stated.seal.version_id
),

-- One row for each version, and one without a version id for each key with calls that name none.
-- An object that arrives and its promoted copy share one place; every other key is one of its own.
facts AS (
  SELECT
    CASE
      WHEN starts_with(key, {{incoming}}) THEN concat('=', substr(key, length({{incoming}}) + 1))
      WHEN starts_with(key, {{processed}}) THEN concat('=', substr(key, length({{processed}}) + 1))
      ELSE concat('/', key)
    END AS place,
    key,
    version_id,
    there,
    seal,
    created,
    marked,
    deleted,
    changed,
    denied,
    first_effect,
    last_effect,
    first_denied,
    last_denied,
    unstated,
    is_record_lost,
    record_lost_by
  FROM objects
  FULL JOIN seals USING (key, version_id)
  FULL JOIN histories USING (key, version_id)
  LEFT JOIN lost_records USING (key, version_id)
),
-- Copies that entries promise at another place than that of their version.
promises_elsewhere AS (
  SELECT destination_place AS place, array_agg(DISTINCT seal) AS promises
  FROM (
    SELECT
      seal,
      CASE
        WHEN starts_with(seal.key, {{incoming}})
          THEN concat('=', substr(seal.key, length({{incoming}}) + 1))
        WHEN starts_with(seal.key, {{processed}})
          THEN concat('=', substr(seal.key, length({{processed}}) + 1))
        ELSE concat('/', seal.key)
      END AS place,
      CASE
        WHEN starts_with(seal.destination, {{incoming}})
          THEN concat('=', substr(seal.destination, length({{incoming}}) + 1))
        WHEN starts_with(seal.destination, {{processed}})
          THEN concat('=', substr(seal.destination, length({{processed}}) + 1))
        ELSE concat('/', seal.destination)
      END AS destination_place
    FROM entries
    WHERE seal.destination <> '')
  WHERE place <> destination_place
  GROUP BY destination_place
),
-- One row for each place, because versions, events and copies are matched within it.
gathered AS (
  SELECT
    place,
    array_agg(CAST(ROW(
      key, version_id, there, seal, created, marked, deleted, changed, denied, first_effect,
      last_effect, first_denied, last_denied, is_record_lost, record_lost_by)
      AS row(
        key varchar, version_id varchar,
        there row(
          modified bigint, is_marker boolean, is_current boolean,
          size bigint, e_tag varchar, sha256 varchar),
        seal row(
          index bigint, key varchar, version_id varchar, destination varchar, size bigint,
          e_tag varchar, sha256 varchar, record varchar, sealed bigint),
        created row(
        at bigint, name varchar, actor integer, principal varchar, request_id varchar,
        source_ip varchar, source_key varchar, source_version varchar),
        marked row(
        at bigint, name varchar, actor integer, principal varchar, request_id varchar,
        source_ip varchar, source_key varchar, source_version varchar),
        deleted row(
        at bigint, name varchar, actor integer, principal varchar, request_id varchar,
        source_ip varchar, source_key varchar, source_version varchar),
        changed row(
        at bigint, name varchar, actor integer, principal varchar, request_id varchar,
        source_ip varchar, source_key varchar, source_version varchar),
        denied row(
        at bigint, name varchar, actor integer, principal varchar, request_id varchar,
        source_ip varchar, source_key varchar, source_version varchar),
        first_effect bigint, last_effect bigint, first_denied bigint, last_denied bigint,
        is_record_lost boolean,
        record_lost_by row(
        at bigint, name varchar, actor integer, principal varchar, request_id varchar,
        source_ip varchar, source_key varchar, source_version varchar)))) AS versions,
    flatten(array_agg(unstated) FILTER (WHERE unstated IS NOT NULL)) AS unstated
  FROM facts
  GROUP BY place
),
places AS (
  SELECT
    place,
    versions,
    coalesce(array_sort(unstated), ARRAY[]) AS unstated,
    coalesce(promises, ARRAY[])
      || transform(
        filter(versions, v -> v.seal.destination <> ''),
        v -> v.seal) AS promises,
    transform(filter(versions, v -> v.there IS NULL AND v.seal IS NOT NULL), v -> v.seal.index)
      || coalesce(transform(promises, p -> p.index), ARRAY[]) AS gone,
    -- Each step compares versions of a place with each other. A key with very many versions, which
    -- every caller that may write can make, must not make the query run for hours.
    cardinality(versions) + coalesce(cardinality(promises), 0) + coalesce(cardinality(unstated), 0)
      > 4000 AS is_too_large
  FROM gathered
  LEFT JOIN promises_elsewhere USING (place)
),

-- Calls that name no version, each given to the version of its key that it must be about: the
-- nearest in time, once. A write concerns a version without a write of its own that is there,
-- otherwise a sealed one that was sealed soon after it. A removal without a version puts a marker, or
-- removes the version that has no id. A change concerns the newest version of its time.
attributed AS (
  SELECT
    place,
    versions,
    promises,
    gone,
    is_too_large,
    reduce(
      IF(is_too_large, ARRAY[], unstated),
      CAST(ARRAY[] AS array(row(
        key varchar,
        found row(
          rank integer, distance bigint, is_later boolean, version_id varchar),
        effect varchar,
        call row(
        at bigint, name varchar, actor integer, principal varchar, request_id varchar,
        source_ip varchar, source_key varchar, source_version varchar)))),
      (done, e) -> done || CAST(ROW(
        e.key,
        coalesce(array_min(transform(
          filter(
            versions,
            v -> v.key = e.key
              AND v.version_id IS NOT NULL
              AND (v.there IS NOT NULL OR v.seal IS NOT NULL)
              AND CASE
                WHEN e.effect = 'created' AND v.there IS NOT NULL THEN
                  NOT v.there.is_marker
                  AND v.created IS NULL
                  AND v.there.modified BETWEEN
                    -- An upload in parts is dated by its begin; S3 keeps it for days.
                    e.call.at - IF(e.call.name = 'CompleteMultipartUpload', 604800000, 900000)
                    AND e.call.at + 900000
                  AND none_match(
                    done,
                    d -> d.effect = 'created' AND d.key = v.key
                      AND d.found.version_id = v.version_id)
                WHEN e.effect = 'created' THEN
                  v.created IS NULL
                  AND v.seal.sealed BETWEEN e.call.at - 900000 AND e.call.at + 86400000
                  AND none_match(
                    done,
                    d -> d.effect = 'created' AND d.key = v.key
                      AND d.found.version_id = v.version_id)
                WHEN e.effect = 'marked' AND v.there IS NOT NULL THEN
                  v.there.is_marker
                  AND v.marked IS NULL
                  AND v.there.modified BETWEEN e.call.at - 900000 AND e.call.at + 900000
                  AND none_match(
                    done,
                    d -> d.effect = 'marked' AND d.key = v.key
                      AND d.found.version_id = v.version_id)
                WHEN e.effect = 'marked' THEN
                  v.version_id = 'null'
                  AND v.seal.sealed <= e.call.at + 900000
                  AND none_match(
                    done,
                    d -> d.effect = 'marked' AND d.key = v.key
                      AND d.found.version_id = v.version_id)
                WHEN v.there IS NOT NULL THEN
                  NOT v.there.is_marker AND v.there.modified <= e.call.at
                ELSE
                  v.created IS NULL
                  AND v.seal.sealed <= e.call.at
                  AND none_match(
                    done,
                    d -> d.effect = 'created' AND d.key = v.key
                      AND d.found.version_id = v.version_id)
              END),
          v -> CAST(ROW(
            IF(v.there IS NULL, 1, 0),
            abs(coalesce(v.there.modified, v.seal.sealed) - e.call.at),
            coalesce(v.there.modified, v.seal.sealed) > e.call.at,
            v.version_id)
            AS row(rank integer, distance bigint, is_later boolean, version_id varchar)))),
          -- No version is known that it could be about.
          CAST(ROW(-1, 0, false, '')
            AS row(rank integer, distance bigint, is_later boolean, version_id varchar))),
        e.effect,
        e.call)
        AS row(
          key varchar,
          found row(
            rank integer, distance bigint, is_later boolean, version_id varchar),
          effect varchar,
          call row(
        at bigint, name varchar, actor integer, principal varchar, request_id varchar,
        source_ip varchar, source_key varchar, source_version varchar))),
      done -> done) AS attributions
  FROM places
),

-- Versions that may be copies, in the order in which they were written, each with the entry that its
-- digest, its ETag or the time of the service's own copy names. The source that S3 logged comes
-- later, because it may be another copy. Certain evidence comes first.
candidates AS (
  SELECT
    *,
    array_sort(
      transform(
        filter(
          versions,
          v -> NOT is_too_large
            AND v.version_id IS NOT NULL
            AND v.seal IS NULL
            AND any_match(promises, p -> p.destination = v.key)
            AND IF(
              v.there IS NULL,
              v.created IS NOT NULL OR v.marked IS NULL,
              NOT v.there.is_marker)),
        v -> CAST(ROW(
          coalesce(
            v.there.modified,
            v.created.at,
            9223372036854775807),
          v.version_id,
          v.key,
          v.there IS NOT NULL,
          coalesce(v.there.size, 0),
          coalesce(
            v.created,
            element_at(filter(
              attributions,
              a -> a.effect = 'created' AND a.key = v.key
                AND a.found.version_id = v.version_id), -1).call),
          v.deleted IS NOT NULL,
          v.there.sha256 <> '',
          IF(
            v.there.sha256 <> '',
            array_max(transform(
              filter(
                promises,
                p -> p.destination = v.key AND p.sha256 = v.there.sha256 AND p.size = v.there.size),
              p -> ROW(p.sealed, p.index)))[2]),
          IF(
            v.there.e_tag <> '',
            array_max(transform(
              filter(
                promises,
                p -> p.destination = v.key AND p.e_tag = v.there.e_tag AND p.size = v.there.size),
              p -> ROW(p.sealed, p.index)))[2]))
          AS row(
            written bigint, version_id varchar, key varchar, is_there boolean, size bigint,
            created row(
        at bigint, name varchar, actor integer, principal varchar, request_id varchar,
        source_ip varchar, source_key varchar, source_version varchar),
            is_deleted boolean, has_digest boolean, by_digest bigint, by_tag bigint))),
      (a, b) -> CASE
        WHEN a.written < b.written THEN -1
        WHEN a.written > b.written THEN 1
        WHEN a.version_id < b.version_id THEN -1
        WHEN a.version_id > b.version_id THEN 1
        ELSE 0
      END) AS copies
  FROM attributed
),
-- The sealed version that each copy is a copy of, in five passes over the copies: 1 certain evidence;
-- 2 the size and the time of a copy that was written before the events begin; 3 of a later one without
-- an event, but not of bytes of which a copy is known; 4 certain evidence again, because the source of a
-- logged copy may just have been found; 5 a version that was removed, and written before the events, is
-- a copy that is missing.
matched AS (
  SELECT
    place,
    versions,
    promises,
    is_too_large,
    attributions,
    reduce(
      flatten(transform(sequence(1, 5), pass -> transform(copies, c -> ROW(pass, c)))),
      CAST(ARRAY[] AS array(row(
        key varchar, version_id varchar, index bigint, sha256 varchar, pass bigint))),
      (matches, s) -> IF(
        any_match(matches, m -> m.key = s[2].key AND m.version_id = s[2].version_id),
        matches,
        matches || transform(
          filter(
            promises,
            p -> p.destination = s[2].key AND p.index = CASE
              WHEN s[1] IN (1, 4) THEN IF(
                s[2].has_digest,
                s[2].by_digest,
                coalesce(
                  array_max(transform(
                    filter(
                      promises,
                      q -> q.destination = s[2].key
                        AND q.key = s[2].created.source_key
                        AND q.version_id = s[2].created.source_version),
                    q -> q.index)),
                  element_at(
                    filter(
                      matches,
                      m -> m.key = s[2].key
                        AND m.key = s[2].created.source_key
                        AND m.version_id = s[2].created.source_version),
                    1).index,
                  s[2].by_tag,
                  -- The service writes nothing but verified copies of sealed versions.
                  IF(
                    s[2].created.actor = 0,
                    array_min(transform(
                      filter(
                        promises,
                        q -> q.destination = s[2].key
                          AND (NOT s[2].is_there OR q.size = s[2].size)),
                      q -> ROW(
                        abs(q.sealed - s[2].created.at),
                        q.sealed > s[2].created.at,
                        q.index)))[3])))
              WHEN s[1] IN (2, 3) THEN IF(
                s[2].is_there
                  AND s[2].created IS NULL
                  AND (s[2].written < since) = (s[1] = 2),
                array_min(transform(
                  filter(
                    promises,
                    q -> q.destination = s[2].key
                      AND q.size = s[2].size
                      AND abs(q.sealed - s[2].written) <= 86400000
                      AND none_match(
                        matches,
                        m -> m.key = s[2].key
                          AND (
                            m.index = q.index
                            OR (s[1] = 3 AND m.sha256 = q.sha256 AND m.pass < 3)))),
                  q -> ROW(
                    abs(q.sealed - s[2].written), q.sealed > s[2].written, q.index)))[3])
              ELSE IF(
                NOT s[2].is_there AND s[2].created IS NULL AND s[2].is_deleted,
                array_min(transform(
                  filter(
                    promises,
                    q -> q.destination = s[2].key
                      AND contains(gone, q.index)
                      AND none_match(
                        matches,
                        m -> m.key = s[2].key
                          AND (m.index = q.index OR (m.sha256 = q.sha256 AND m.pass < 5)))),
                  q -> ROW(q.sealed, q.index)))[2])
            END),
          p -> CAST(ROW(s[2].key, s[2].version_id, p.index, p.sha256, s[1]) AS row(
            key varchar, version_id varchar, index bigint, sha256 varchar, pass bigint)))),
      matches -> matches) AS matches
  FROM candidates
  CROSS JOIN limits
),

-- Each version again, with its own calls, and with its entry or that of the version it is a copy of.
versions AS (
  SELECT
    place,
    v.key,
    v.version_id,
    v.there,
    v.seal,
    IF(
      v.seal IS NULL,
      element_at(
        filter(
          promises,
          p -> p.index = element_at(
            filter(matches, m -> m.key = v.key AND m.version_id = v.version_id), 1).index
            AND p.destination = v.key),
        1)) AS original,
    v.there IS NULL
      AND v.seal.destination <> ''
      AND place = CASE
        WHEN starts_with(v.seal.destination, {{incoming}})
          THEN concat('=', substr(v.seal.destination, length({{incoming}}) + 1))
        WHEN starts_with(v.seal.destination, {{processed}})
          THEN concat('=', substr(v.seal.destination, length({{processed}}) + 1))
        ELSE concat('/', v.seal.destination)
      END
      AND none_match(
        matches,
        m -> m.key = v.seal.destination AND m.sha256 = v.seal.sha256) AS is_copy_missing,
    coalesce(v.is_record_lost, false) AS is_record_lost,
    v.record_lost_by,
    is_too_large,
    filter(
      attributions,
      a -> a.key = v.key AND a.found.version_id = coalesce(v.version_id, '')) AS given,
    IF(v.version_id IS NOT NULL, v.created) AS created,
    IF(v.version_id IS NOT NULL, v.marked) AS marked,
    IF(v.version_id IS NOT NULL, v.deleted) AS deleted,
    IF(v.version_id IS NOT NULL, v.changed) AS changed,
    v.denied,
    IF(v.version_id IS NOT NULL, v.first_effect) AS first_effect,
    IF(v.version_id IS NOT NULL, v.last_effect) AS last_effect,
    v.first_denied,
    v.last_denied
  FROM matched
  CROSS JOIN UNNEST(versions) AS v (
    key, version_id, there, seal, created, marked, deleted, changed, denied, first_effect,
    last_effect, first_denied, last_denied, is_record_lost, record_lost_by)
),
explained AS (
  SELECT
    place,
    key,
    version_id,
    there,
    seal,
    original,
    coalesce(is_copy_missing, false) AS is_copy_missing,
    is_record_lost,
    record_lost_by,
    is_too_large,
    coalesce(element_at(filter(given, g -> g.effect = 'created'), -1).call, created) AS created,
    -- A removal without a version that removed a version with no id put no marker.
    IF(
      none_match(given, g -> g.effect = 'marked' AND g.found.rank = 1),
      coalesce(element_at(filter(given, g -> g.effect = 'marked'), -1).call, marked)) AS marked,
    coalesce(
      element_at(filter(given, g -> g.effect = 'marked' AND g.found.rank = 1), -1).call,
      deleted) AS deleted,
    coalesce(
      element_at(filter(given, g -> g.effect = 'changed' AND g.call.actor = 2), -1).call,
      IF(changed.actor = 2, changed),
      element_at(filter(given, g -> g.effect = 'changed'), -1).call,
      changed) AS changed,
    denied,
    array_min(filter(
      transform(given, g -> g.call.at) || ARRAY[first_effect], at -> at IS NOT NULL)) AS first_effect,
    array_max(filter(
      transform(given, g -> g.call.at) || ARRAY[last_effect], at -> at IS NOT NULL)) AS last_effect,
    first_denied,
    last_denied
  FROM versions
  WHERE version_id IS NOT NULL OR cardinality(given) > 0 OR denied IS NOT NULL
),

-- Layers of a key: what is there, the current one last. A layer is what a sealed version or a copy of
-- one is known by; the newest seal below it, and what lies above it, decide whether it hides,
-- shadows or rolls back.
layers AS (
  SELECT
    *,
    row_number() OVER (
      PARTITION BY key, there IS NULL
      ORDER BY there.is_current, there.modified, version_id) AS layer
  FROM explained
),
stacked AS (
  SELECT
    *,
    IF(
      there.is_current,
      max(sealed_layer) OVER (
        PARTITION BY key, there IS NULL
        ORDER BY layer
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING),
      -- Versions of the same second are above each other only when one of them is the current one.
      max(sealed_layer) OVER (
        PARTITION BY key, there IS NULL, there.is_current
        ORDER BY there.modified
        RANGE BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)) AS below,
    coalesce(count_if(NOT there.is_marker) OVER (
      PARTITION BY key, there IS NULL
      ORDER BY layer DESC
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS versions_above,
    coalesce(count_if(sealed_layer IS NOT NULL) OVER (
      PARTITION BY key, there IS NULL
      ORDER BY layer DESC
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS sealed_above
  FROM (
    SELECT
      *,
      IF(
        NOT there.is_marker AND coalesce(seal.index, original.index) IS NOT NULL,
        CAST(ROW(
          coalesce(seal.sealed, original.sealed), -layer, coalesce(seal.sha256, original.sha256))
          AS row(sealed bigint, layer bigint, sha256 varchar))) AS sealed_layer
    FROM layers)
),

-- What the rules ask about a version.
questions AS (
  SELECT
    *,
    coalesce(seal, original) AS entry,
    original IS NOT NULL AS is_copy,
    created IS NULL AND there.modified >= since AS is_unseen,
    seal IS NULL
      AND original IS NULL
      AND (
        (coalesce(there.size, 0) = 0 AND key LIKE '%/')
        OR (
          starts_with(key, {{incoming}})
          AND regexp_like(substr(key, length({{incoming}}) + 1), {{temporary.names}}))) AS is_exempt,
    -- The lifecycle rule of the canaries, of which CloudTrail shows nothing.
    starts_with(key, concat({{test}}, 'canary/'))
      AND coalesce(there.modified, created.at, seal.sealed) + {{canary.kept}} <= as_of AS is_expired,
    versions_above = 0 AND sealed_above = 0 AND below IS NOT NULL AS is_hiding,
    sealed_above = 0 AND below IS NOT NULL AS is_shadowing,
    -- The order of sealing within minutes is not the order of writing. Equal bytes are as new.
    sealed_above = 0
      AND original IS NOT NULL
      AND original.sha256 <> below.sha256
      AND original.sealed + 900000 < below.sealed AS is_older,
    there.size <> coalesce(seal.size, original.size)
      OR (there.sha256 <> '' AND there.sha256 <> coalesce(seal.sha256, original.sha256))
      -- Some encryptions give the copy of a version another ETag.
      OR (there.e_tag <> '' AND seal.e_tag <> '' AND there.e_tag <> seal.e_tag) AS is_different,
    coalesce(seal.sealed, there.modified, first_effect, first_denied, 0) AS born,
    coalesce(
      array_max(filter(
        ARRAY[seal.sealed, there.modified, last_effect], at -> at IS NOT NULL)),
      last_denied,
      0) AS newest
  FROM stacked
  CROSS JOIN limits
),

-- The rules. Each branch has the verdict and the call that decides.
ruled AS (
  SELECT
    *,
    CASE
      WHEN is_too_large THEN ROW('too-many-versions', NULL)
      WHEN newest > as_of - 7200000 AND born > as_of - 86400000 THEN ROW('in-flight', NULL)

      -- Delete markers that are there.
      WHEN there.is_marker AND coalesce(marked, created).actor < 2
        THEN ROW('accounted', coalesce(marked, created))
      WHEN there.is_marker AND coalesce(marked, created) IS NULL AND is_expired
        THEN ROW('accounted', NULL)
      WHEN there.is_marker AND coalesce(marked, created) IS NULL AND there.modified >= since
        THEN ROW('appeared', NULL)
      WHEN there.is_marker AND is_hiding THEN ROW('hidden', coalesce(marked, created))
      WHEN there.is_marker THEN ROW('accounted', coalesce(marked, created))

      -- Unsealed versions that are there.
      WHEN there IS NOT NULL AND entry IS NULL AND is_exempt
        THEN ROW(IF(is_unseen, 'created-unseen', 'accounted'), created)
      WHEN there IS NOT NULL AND entry IS NULL AND is_unseen THEN ROW('appeared', NULL)
      WHEN there IS NOT NULL AND entry IS NULL
        THEN ROW(IF(is_shadowing, 'shadowed', 'unsealed'), created)

      -- Sealed versions that are there. A later write of a version without an id replaces it.
      WHEN there IS NOT NULL AND is_different AND changed IS NOT NULL
        THEN ROW('changed-in-place', changed)
      WHEN there IS NOT NULL AND is_different AND NOT is_copy AND created.at > entry.sealed
        THEN ROW('changed-in-place', created)
      WHEN there IS NOT NULL AND is_different THEN ROW('changed-unseen', NULL)
      WHEN there IS NOT NULL AND is_older AND is_unseen THEN ROW('changed-unseen', NULL)
      -- The service never puts an older version above a newer one.
      WHEN there IS NOT NULL AND is_older AND coalesce(created.actor, 2) <> 0
        THEN ROW('rolled-back', created)
      -- Uploaders may tag a version until it is sealed. A copy is sealed from its beginning.
      WHEN there IS NOT NULL AND changed.actor = 2 AND (is_copy OR changed.at > entry.sealed)
        THEN ROW('changed-in-place', changed)
      WHEN there IS NOT NULL THEN ROW(IF(is_unseen, 'created-unseen', 'accounted'), created)

      -- Sealed versions that are not there.
      WHEN entry IS NOT NULL AND deleted.actor = 2 THEN ROW('destroyed', deleted)
      WHEN entry IS NOT NULL AND is_copy_missing THEN ROW('vanished', deleted)
      WHEN entry IS NOT NULL AND (
          deleted IS NOT NULL
          OR is_expired
          OR (NOT is_copy AND entry.destination <> '' AND entry.sealed < since))
        THEN ROW('retired', deleted)
      WHEN entry IS NOT NULL THEN ROW('vanished', NULL)

      -- Versions that only events know.
      WHEN coalesce(created, marked, deleted, changed) IS NULL THEN ROW('probing', denied)
      WHEN coalesce(created, marked) IS NULL OR deleted IS NULL
        THEN ROW('event-without-object', coalesce(created, marked, deleted, changed))
      WHEN is_exempt OR (created IS NULL AND marked.actor < 2 AND deleted.actor < 2)
        THEN ROW('retired', deleted)
      ELSE ROW('passed-through', deleted)
    END AS rule
  FROM questions
),
judged AS (
  SELECT
    *,
    IF(
      seal IS NOT NULL
        AND is_record_lost
        AND rule[1] NOT IN (
          'appeared', 'vanished', 'changed-unseen', 'in-flight', 'too-many-versions'),
      ROW('record-removed', record_lost_by),
      rule) AS decision
  FROM ruled
)
SELECT
  decision[1] AS verdict,
  key AS object_key,
  version_id,
  there IS NOT NULL AS is_there,
  seal IS NOT NULL AS is_sealed,
  coalesce(created, marked, deleted, changed, denied) IS NOT NULL AS is_in_events,
  coalesce(there.size, entry.size) AS size,
  entry.record AS record_key,
  decision[2].principal AS principal,
  decision[2].name AS event_name,
  decision[2].request_id AS request_id,
  coalesce(decision[2].at, born) AS at_millis
FROM judged
-- An incomplete source is no verdict: a row that is missing would accuse somebody, or hide something.
WHERE (SELECT count_if(problem IS NULL) FROM sources) = 4
