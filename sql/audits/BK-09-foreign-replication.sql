-- id: BK-09
-- title: Replication configured to another account
-- question: Is every new object copied to a bucket that we do not control?
-- severity: high
-- tactics: exfiltration
-- references: Elastic AWS S3 Bucket Replicated to Another Account; Splunk AWS Exfiltration via
--   Bucket Replication (risk 64); ATT&CK T1537
-- schedule: 15m
-- window: 1h
-- parameters: trusted_accounts list =; known_buckets list =
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   bucket_name varchar, destinations varchar, severity varchar, source_ip varchar,
--   user_agent varchar, account varchar, region varchar
-- row: event_id
-- incident: principal, bucket_name
-- resource: bucket_name
-- message: {principal} had {bucket_name} replicated to {destinations}
-- false positives: An intended copy: name its account in trusted_accounts, or its bucket in
--   known_buckets. A rule without an account is medium: any account may own the bucket.
-- response: Delete the replication configuration, and treat objects written in the meantime as
--   disclosed.
WITH configurations AS (
  SELECT DISTINCT
    eventTime AS event_time,
    event_id,
    eventName AS event_name,
    principal,
    bucket_name,
    coalesce(recipient_account, {{account}}) AS own_account,
    json_extract(request_parameters, '$.ReplicationConfiguration.Rule') AS rules,
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
    AND eventName = 'PutBucketReplication'
),
-- A single rule is an object, several rules are a list.
judged AS (
  SELECT
    event_time,
    event_id,
    event_name,
    principal,
    bucket_name,
    own_account,
    source_ip,
    user_agent,
    account,
    region,
    filter(
      coalesce(TRY_CAST(rules AS array(json)), ARRAY[rules]),
      it -> json_extract_scalar(it, '$.Destination.Bucket') IS NOT NULL
        AND coalesce(json_extract_scalar(it, '$.Destination.Account') <> own_account, true)
        AND NOT contains(
          {{trusted_accounts}}, coalesce(json_extract_scalar(it, '$.Destination.Account'), ''))
        AND NOT contains(
          {{known_buckets}},
          regexp_extract(json_extract_scalar(it, '$.Destination.Bucket'), '[^:]+$'))) AS foreign_rules
  FROM configurations
)
SELECT
  event_time,
  event_id,
  event_name,
  principal,
  bucket_name,
  array_join(
    transform(
      foreign_rules,
      it -> json_extract_scalar(it, '$.Destination.Bucket')
        || coalesce(' of account ' || json_extract_scalar(it, '$.Destination.Account'), '')),
    ', ') AS destinations,
  IF(
    any_match(foreign_rules, it -> json_extract(it, '$.Destination.Account') IS NOT NULL),
    'high',
    'medium') AS severity,
  source_ip,
  user_agent,
  account,
  region
FROM judged
WHERE cardinality(foreign_rules) > 0
ORDER BY event_time, event_id
