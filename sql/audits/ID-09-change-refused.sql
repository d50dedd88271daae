-- id: ID-09
-- title: Call refused to a principal
-- question: Which principal called a service, mostly to change the trail, permissions, keys or buckets,
--   and was refused?
-- severity: medium
-- tactics: discovery, persistence, defense impairment
-- references: CIS AWS Foundations 7.0 5.1; Panther AWS.CloudTrail.UnauthorizedAPICall; ATT&CK T1685.002;
--   ATT&CK T1098; ATT&CK T1580
-- schedule: 15m
-- window: 1h
-- parameters: least integer = 1; exempt list =
-- columns: event_time timestamp(3), last_time timestamp(3), event_id varchar, event_count bigint,
--   window_start timestamp(3), principal varchar, calls varchar, severity varchar,
--   source_ips varchar, account varchar, region varchar
-- row: principal, window_start, severity
-- incident: principal
-- resource: principal
-- message: {principal} was refused {event_count} calls: {calls}
-- false positives: A deployment whose role lacks a right; a new colleague; the console, which reads
--   more than its user may see. Name known callers in exempt, by the value of principal.
-- response: Ask the principal's owner. A caller that tries to stop the trail, to give itself rights
--   or to delete a key and is refused has shown what it is after: revoke its sessions, then look at
--   what it was allowed to do (the same principal in the other audits).
WITH
-- What S3 refuses about objects is judged by S3-01, and what KMS refuses about data by KMS-04. A missing
-- bucket looks like a refusal to HeadBucket.
refused AS (
  SELECT DISTINCT
    eventTime AS event_time,
    event_id,
    regexp_extract(event_source, '\A[^.]*') || ':' || coalesce(eventName, 'unknown') AS call,
    principal,
    -- Some records do not say so, but their names do.
    coalesce(read_only, 'false') = 'true'
      OR regexp_like(coalesce(eventName, ''), '\A(Get|List|Describe|Head|Lookup)') AS is_read,
    date_trunc('hour', eventTime) AS window_start,
    source_ip,
    account,
    region
  FROM cloudtrail_management_events
  WHERE day BETWEEN {{first.day}} AND {{last.day}}
    AND eventTime >= {{from}}
    AND eventTime < {{until}}
    AND coalesce(eventName, '') <> 'HeadBucket'
    AND coalesce(user_type, '') <> 'AWSService'
    AND regexp_like(
      error_code, '(?i)(\A|\.)(AccessDenied\w*|UnauthorizedOperation|NotAuthorized(Exception)?|Forbidden)\z')
    AND NOT (event_source = 'kms.amazonaws.com'
      AND regexp_like(eventName, '\A(Decrypt|Encrypt|ReEncrypt|GenerateDataKey)'))
    AND NOT contains({{exempt}}, principal)
),
-- The severity is part of a row, so that a refused read does not hide a change that follows it.
judged AS (
  SELECT
    event_time,
    event_id,
    call,
    principal,
    window_start,
    CASE
      WHEN is_read THEN 'low'
      -- What would have ended the evidence, or given more rights.
      WHEN regexp_like(
        call,
        '\A(cloudtrail:(StopLogging|DeleteTrail|UpdateTrail|PutEventSelectors)'
          || '|iam:(Create(AccessKey|LoginProfile|User)|Update(LoginProfile|AssumeRolePolicy)|Put\w*Policy|Attach\w*Policy|CreatePolicyVersion)'
          || '|kms:(DisableKey|ScheduleKeyDeletion|PutKeyPolicy|CreateGrant)'
          || '|s3:(DeleteBucket\w*|PutBucket(Policy|Versioning|ObjectLockConfiguration|Replication|Lifecycle\w*|PublicAccessBlock)))\z')
        THEN 'high'
      ELSE 'medium'
    END AS severity,
    source_ip,
    account,
    region
  FROM refused
)
SELECT
  min(event_time) AS event_time,
  max(event_time) AS last_time,
  min_by(event_id, ROW(event_time, event_id)) AS event_id,
  count(*) AS event_count,
  window_start,
  principal,
  array_join(slice(array_sort(array_agg(DISTINCT call)), 1, 10), ' ') AS calls,
  severity,
  array_join(slice(array_sort(array_agg(DISTINCT source_ip)), 1, 5), ' ') AS source_ips,
  min(account) AS account,
  min(region) AS region
FROM judged
GROUP BY window_start, principal, severity
HAVING count(*) >= {{least}}
ORDER BY event_time, event_id
