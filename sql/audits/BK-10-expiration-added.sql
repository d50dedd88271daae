-- id: BK-10
-- title: Lifecycle rule that deletes objects
-- question: Will objects be deleted automatically from now on?
-- severity: low
-- tactics: impact
-- references: Elastic AWS S3 Bucket Expiration Lifecycle Configuration Added; Panther
--   AWS.CloudTrail.ShortLifecycle; Splunk AWS Defense Evasion PutBucketLifecycle (risk 20); ATT&CK
--   T1485.001
-- schedule: 15m
-- window: 1h
-- parameters: least_days integer = 365
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   bucket_name varchar, days bigint, rules varchar, severity varchar, source_ip varchar,
--   user_agent varchar, account varchar, region varchar
-- row: event_id
-- incident: principal, bucket_name
-- resource: bucket_name
-- message: {principal} has objects of {bucket_name} deleted after {days} days ({rules})
-- false positives: Housekeeping, and waybill baseline apply, which lets canaries and query results
--   expire. In the raw bucket, the log bucket and the provenance bucket any period below least_days is
--   high, except that of test objects, of tagged, noncurrent objects of the log of records, of tagged
--   files of reconciliations after 7 days, and of claims after 35 days.
-- response: In the log bucket this rule erases the trail: remove it at once. Expired versions of a
--   versioned bucket first become noncurrent; check whether the rule deletes noncurrent versions as
--   well.
WITH configurations AS (
  SELECT DISTINCT
    eventTime AS event_time,
    event_id,
    eventName AS event_name,
    principal,
    bucket_name,
    json_extract(request_parameters, '$.LifecycleConfiguration.Rule') AS rules,
    source_ip,
    user_agent,
    account,
    region
  FROM cloudtrail_management_events
  WHERE day BETWEEN {{first.day}} AND {{last.day}}
    AND eventTime >= {{from}}
    AND eventTime < {{until}}
    AND event_source = 's3.amazonaws.com'
    AND error_code IS NULL
    AND eventName IN ('PutBucketLifecycle', 'PutBucketLifecycleConfiguration')
),
-- A single rule is an object, several rules are a list.
expiring AS (
  SELECT
    event_time,
    event_id,
    event_name,
    principal,
    bucket_name,
    source_ip,
    user_agent,
    account,
    region,
    filter(
      coalesce(TRY_CAST(rules AS array(json)), ARRAY[rules]),
      it -> json_extract_scalar(it, '$.Status') = 'Enabled'
        AND coalesce(
          json_extract(it, '$.Expiration.Days'),
          json_extract(it, '$.Expiration.Date'),
          json_extract(it, '$.NoncurrentVersionExpiration.NoncurrentDays')) IS NOT NULL
        -- Rules of the baseline for what the log and re-verification have replaced. Object Lock keeps
        -- whatever is evidence.
        AND NOT coalesce(
          bucket_name = {{provenance.bucket}}
          AND json_extract_scalar(it, '$.Filter.And.Tag.Key') = 'waybill-log'
          AND json_extract_scalar(it, '$.Filter.And.Tag.Value') = 'temporary'
          AND (
            (json_extract_scalar(it, '$.Filter.And.Prefix') IN ('log/', 'fixity/')
              AND json_extract(it, '$.Expiration') IS NULL)
            -- Files of reconciliations by SQL; the statements of each day have no tag.
            OR (json_extract_scalar(it, '$.Filter.And.Prefix') = 'reconcile/'
              AND TRY(CAST(json_extract_scalar(it, '$.Expiration.Days') AS bigint)) >= 7)),
          false)
        AND NOT coalesce(
          contains({{raw.buckets}}, bucket_name)
          AND starts_with(
            coalesce(
              json_extract_scalar(it, '$.Filter.Prefix'), json_extract_scalar(it, '$.Prefix')),
            {{test}}),
          false)
        -- Rule of the baseline for claims of calls, which no audit reads after 30 days.
        AND NOT coalesce(
          bucket_name = {{provenance.bucket}}
          AND json_extract_scalar(it, '$.Filter.Prefix') = 'claims/'
          AND TRY(CAST(json_extract_scalar(it, '$.Expiration.Days') AS bigint)) >= 35,
          false)) AS rules
  FROM configurations
),
judged AS (
  SELECT
    event_time,
    event_id,
    event_name,
    principal,
    bucket_name,
    source_ip,
    user_agent,
    account,
    region,
    rules,
    array_min(transform(
      rules,
      -- A date, or a value that is not a number, counts as immediate expiration.
      it -> coalesce(
        TRY(CAST(json_extract_scalar(it, '$.Expiration.Days') AS bigint)),
        IF(json_extract(it, '$.Expiration.Date') IS NULL,
          TRY(CAST(
            json_extract_scalar(it, '$.NoncurrentVersionExpiration.NoncurrentDays') AS bigint))),
        0))) AS days
  FROM expiring
  WHERE cardinality(rules) > 0
)
SELECT
  event_time,
  event_id,
  event_name,
  principal,
  bucket_name,
  days,
  array_join(transform(rules, it -> coalesce(json_extract_scalar(it, '$.ID'), '?')), ', ') AS rules,
  IF(
    (contains({{raw.buckets}}, bucket_name)
      OR bucket_name IN ({{log.bucket}}, {{provenance.bucket}}))
      AND days < {{least_days}},
    'high',
    'low') AS severity,
  source_ip,
  user_agent,
  account,
  region
FROM judged
ORDER BY event_time, event_id
