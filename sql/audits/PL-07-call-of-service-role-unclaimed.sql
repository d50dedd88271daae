-- id: PL-07
-- title: Call of the service's role that the service did not make
-- question: Does somebody else use the credentials of the service's role?
-- severity: critical
-- tactics: credential access, initial access
-- references: ATT&CK T1078.004; ATT&CK T1552.005; ATT&CK T1528
-- schedule: 15m
-- window: 4h
-- parameters: grace_minutes integer = 60; unanswered_seconds integer = 60; ended_minutes integer = 3
-- columns: event_time timestamp(3), event_id varchar, event_source varchar, event_name varchar,
--   principal varchar, bucket_name varchar, object_key varchar, error_code varchar,
--   source_ip varchar, user_agent varchar, request_id varchar, access_key_id varchar,
--   account varchar, region varchar
-- row: event_id
-- incident: principal
-- resource: principal
-- message: {principal} called {event_name} of {event_source} on {bucket_name}/{object_key} from {source_ip} with {user_agent}, and no replica of the service claims the call
-- false positives: Commands that run with the service's role, other than repair, restore, waive and fixity
--   second-read; give operators a role of their own. A replica that was killed in the first second of
--   its start, before its first file of claims, or while it could not write its claims for more than an
--   hour or at its end; replicas of a version without claims. A call of more than a minute that was
--   running when its replica was killed.
-- response: The role's credentials are stolen, unless the address and the user agent are those of an
--   operator's command. Revoke the role's sessions, find out by source_ip and access_key_id where the
--   credentials came from, and read every row of this audit: the calls that were denied show what was
--   tried. Then run waybill verify, waybill log verify and waybill baseline check.
WITH
-- Calls are judged when they are older than the grace time, because the claims are written later. The
-- first partition is earlier for the same reason. What an AWS service called on behalf of the role has
-- invokedBy, which no caller can set: the call that caused it is judged, such as StartQueryExecution.
-- VPC endpoints log the same calls once more (NetworkActivity).
calls AS (
  SELECT DISTINCT
    TRY(CAST(from_iso8601_timestamp(eventtime) AS timestamp(3))) AS event_time,
    coalesce(
      eventid,
      lower(to_hex(sha256(to_utf8(concat_ws('|', eventtime, eventname, requestid, requestparameters))))))
      AS event_id,
    eventsource AS event_source,
    eventname AS event_name,
    coalesce(nullif(useridentity.sessioncontext.sessionissuer.arn, ''), useridentity.arn) AS principal,
    json_extract_scalar(requestparameters, '$.bucketName') AS bucket_name,
    json_extract_scalar(requestparameters, '$.key') AS object_key,
    errorcode AS error_code,
    sourceipaddress AS source_ip,
    useragent AS user_agent,
    requestid AS request_id,
    useridentity.accesskeyid AS access_key_id,
    account,
    region
  FROM cloudtrail_logs
  WHERE day BETWEEN
      date_format(date_add('day', -1, date_parse({{first.day}}, '%Y/%m/%d')), '%Y/%m/%d')
      AND {{last.day}}
    -- An hour more than what is judged, for the addresses of replicas.
    AND TRY(CAST(from_iso8601_timestamp(eventtime) AS timestamp(3)))
      >= date_add('minute', -{{grace_minutes}} - 60, {{from}})
    AND TRY(CAST(from_iso8601_timestamp(eventtime) AS timestamp(3)))
      < date_add('minute', -{{grace_minutes}}, {{until}})
    AND coalesce(eventcategory, '') NOT IN ('NetworkActivity', 'Insight')
    AND nullif(useridentity.invokedby, '') IS NULL
    AND (
      useridentity.sessioncontext.sessionissuer.arn = {{service.role}}
      OR (
        useridentity.accountid = {{account}}
        AND useridentity.sessioncontext.sessionissuer.username = {{service.role}})
      -- Some events of denied calls lack the issuer of the session.
      OR (
        nullif(useridentity.sessioncontext.sessionissuer.arn, '') IS NULL
        AND regexp_extract(
          useridentity.arn, '\Aarn:[^:]+:sts::([0-9]{12}):assumed-role/([^/]+)/', 1) = {{account}}
        AND regexp_extract(
          useridentity.arn, '\Aarn:[^:]+:sts::([0-9]{12}):assumed-role/([^/]+)/', 2)
          = regexp_extract({{service.role}}, '[^/]+\z')))
),
claims AS (
  SELECT
    kind,
    replica,
    request_id,
    file_key,
    is_first,
    is_last,
    event_source,
    event_name,
    coalesce(bucket_name, '') AS bucket_name,
    coalesce(object_key, '') AS object_key,
    TRY(CAST(from_iso8601_timestamp(begun_at) AS timestamp(3))) AS begun_at,
    TRY(CAST(from_iso8601_timestamp(ended_at) AS timestamp(3))) AS ended_at
  FROM waybill_calls
  WHERE day BETWEEN
      date_format(date_add('day', -1, date_parse({{first.day}}, '%Y/%m/%d')), '%Y/%m/%d')
      AND {{last.day}}
    AND kind IN ('call', 'file', 'unanswered')
),
judged AS (
  SELECT calls.*, claimed.replica
  FROM calls
  LEFT JOIN (
    SELECT request_id, min(replica) AS replica
    FROM claims
    WHERE kind = 'call'
    GROUP BY request_id) AS claimed
    ON claimed.request_id = calls.request_id
),
-- What exempts an unclaimed call.
-- 1. An attempt whose answer did not arrive has no request id that the service could claim. The service
--    states its name, bucket, key and time instead.
-- 2. A file does not claim its own put, so that no file claims the last put of a replica. A replica that
--    stopped made no other call after that file (is_last). One that was killed may have made any, until
--    the next file would have been written.
marks AS (
  SELECT
    *,
    kind = 'file'
      AND begun_at = max(IF(kind = 'file', begun_at)) OVER (PARTITION BY replica) AS is_end
  FROM claims
  WHERE kind IN ('file', 'unanswered')
),
-- Addresses from which a replica made calls that it claims, or put a file other than its last one,
-- which only it can sign. Both exemptions need one of them, so that a call from elsewhere is never exempt.
addresses AS (
  SELECT replica, source_ip
  FROM judged
  WHERE replica IS NOT NULL
  UNION
  SELECT marks.replica, judged.source_ip
  FROM judged
  JOIN marks
    ON marks.kind = 'file'
    AND marks.file_key = judged.object_key
    AND NOT coalesce(marks.is_last, false)
  WHERE judged.event_name = 'PutObject'
    AND judged.bucket_name = {{provenance.bucket}}
    AND nullif(judged.error_code, '') IS NULL
),
exempting AS (
  SELECT addresses.source_ip, marks.*
  FROM marks
  JOIN addresses ON addresses.replica = marks.replica
  WHERE marks.kind = 'unanswered' OR marks.is_end
)
SELECT
  event_time,
  event_id,
  event_source,
  event_name,
  principal,
  coalesce(bucket_name, '') AS bucket_name,
  coalesce(object_key, '') AS object_key,
  error_code,
  source_ip,
  user_agent,
  request_id,
  access_key_id,
  account,
  region
FROM judged
WHERE replica IS NULL
  AND event_time >= date_add('minute', -{{grace_minutes}}, {{from}})
  -- Before its first file ever a deployment claimed nothing, because its version had no claims.
  -- CloudTrail states whole seconds.
  AND event_time >= coalesce(
    (SELECT date_trunc('second', min(begun_at)) FROM claims WHERE kind = 'file' AND is_first),
    event_time)
  AND NOT EXISTS (
    SELECT 1
    FROM exempting
    WHERE exempting.source_ip = judged.source_ip
      AND (
        (exempting.kind = 'unanswered'
          AND exempting.event_source = judged.event_source
          AND exempting.event_name = judged.event_name
          AND exempting.bucket_name = coalesce(judged.bucket_name, '')
          AND exempting.object_key = coalesce(judged.object_key, '')
          AND judged.event_time >= date_add('second', -{{unanswered_seconds}}, exempting.begun_at)
          AND judged.event_time <= date_add('second', {{unanswered_seconds}}, exempting.ended_at))
        OR (exempting.kind = 'file'
          AND judged.event_time >= date_add('minute', -1, exempting.begun_at)
          AND judged.event_time <= date_add('minute', {{ended_minutes}}, exempting.begun_at)
          AND (
            NOT coalesce(exempting.is_last, false)
            OR (judged.event_name = 'PutObject'
              AND judged.bucket_name = {{provenance.bucket}}
              AND judged.object_key = exempting.file_key)))))
ORDER BY event_time, event_id
