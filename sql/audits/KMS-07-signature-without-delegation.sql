-- id: KMS-07
-- title: Signature of the signing key that is no published delegation
-- question: Did somebody have the key of KMS sign more than the delegations of this deployment?
-- severity: critical
-- tactics: credential access
-- references: ATT&CK T1552.004
-- schedule: 15m
-- window: 4h
-- parameters: grace_minutes integer = 60; minutes integer = 5
-- columns: event_time timestamp(3), event_id varchar, principal varchar, key varchar,
--   signatures bigint, delegations bigint, source_ip varchar, user_agent varchar, account varchar,
--   region varchar
-- row: event_id
-- incident: principal, key
-- resource: key
-- message: {principal} signed with {key} from {source_ip}: {signatures} signatures within minutes, and {delegations} delegations
-- false positives: A process that died between the signature and the publication of its delegation, or
--   whose delegation waited longer than minutes because the provenance bucket did not answer. Keys that
--   also sign something else; give the deployment a key of its own.
-- response: Somebody can delegate the right to sign records to a key of their own. Find the principal and
--   its credentials, revoke its right kms:Sign, and compare the objects below delegations/ of the
--   provenance bucket with the service's log lines "delegation". A delegation that is not published
--   there is accepted by verifiers of files only; revoke the key of KMS as of the time of this event
--   (waybill keys revoke) and make another one. Judged only while waybill.signing.key delegates.
WITH
-- Signatures are judged when they are older than the grace time, because the log of the put may be
-- delivered later. The first partition is earlier for the same reason.
signed AS (
  SELECT DISTINCT
    eventTime AS event_time,
    event_id,
    principal,
    coalesce(
      nullif(split_part(resource_arns, ' ', 1), ''),
      json_extract_scalar(request_parameters, '$.keyId')) AS key,
    source_ip,
    user_agent,
    account,
    region
  FROM cloudtrail_management_events
  WHERE day BETWEEN
      date_format(date_add('day', -1, date_parse({{first.day}}, '%Y/%m/%d')), '%Y/%m/%d')
      AND {{last.day}}
    AND eventTime >= date_add('minute', -{{grace_minutes}} - {{minutes}}, {{from}})
    AND eventTime < date_add('minute', -{{grace_minutes}}, {{until}})
    AND event_source = 'kms.amazonaws.com'
    AND error_code IS NULL
    AND eventName = 'Sign'
    AND regexp_extract({{signing.key}}, '[^/]+$') IN (
      regexp_extract(split_part(resource_arns, ' ', 1), '[^/]+$'),
      regexp_extract(json_extract_scalar(request_parameters, '$.keyId'), '[^/]+$'))
),
-- A repeated put of an existing delegation gets 412 and also counts as published.
published AS (
  SELECT object_key, min(eventTime) AS put_at
  FROM cloudtrail_s3_events_flattened
  WHERE day BETWEEN
      date_format(date_add('day', -1, date_parse({{first.day}}, '%Y/%m/%d')), '%Y/%m/%d')
      AND {{last.day}}
    AND eventTime >= date_add('minute', -{{grace_minutes}} - 2 * {{minutes}}, {{from}})
    AND eventTime < {{until}}
    AND event_category = 'Data'
    AND (error_code IS NULL OR error_code = 'PreconditionFailed')
    AND bucket_name = {{provenance.bucket}}
    AND eventName = 'PutObject'
    AND starts_with(object_key, 'delegations/')
  GROUP BY object_key
),
-- Each signature and those right before it, and the delegations around it: an honest signature is
-- published within seconds.
counted AS (
  SELECT
    one.event_id,
    count(DISTINCT earlier.event_id) AS signatures,
    count(DISTINCT published.object_key) AS delegations
  FROM signed AS one
  JOIN signed AS earlier
    ON earlier.event_time BETWEEN date_add('minute', -{{minutes}}, one.event_time) AND one.event_time
  LEFT JOIN published
    ON published.put_at
      BETWEEN date_add('minute', -{{minutes}}, one.event_time)
      AND date_add('minute', {{minutes}}, one.event_time)
  GROUP BY one.event_id
)
SELECT
  signed.event_time,
  signed.event_id,
  signed.principal,
  signed.key,
  counted.signatures,
  counted.delegations,
  signed.source_ip,
  signed.user_agent,
  signed.account,
  signed.region
FROM signed
JOIN counted ON counted.event_id = signed.event_id
WHERE signed.event_time >= date_add('minute', -{{grace_minutes}}, {{from}})
  AND counted.signatures > counted.delegations
ORDER BY signed.event_time, signed.event_id
