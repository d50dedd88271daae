-- id: BK-11
-- title: Buckets enumerated
-- question: Which principal lists the buckets and reads their protection?
-- severity: low
-- tactics: discovery
-- references: Sigma Potential Bucket Enumeration on AWS; Elastic AWS S3 Rapid Bucket Posture API
--   Calls from a Single Principal; ATT&CK T1580
-- schedule: 1h
-- window: 2h
-- parameters: buckets integer = 10; exempt list =
-- columns: event_time timestamp(3), last_time timestamp(3), event_id varchar, event_count bigint,
--   hour timestamp(3), principal varchar, lists bigint, bucket_count bigint, event_names varchar,
--   user_agent varchar, source_ips varchar, account varchar, region varchar
-- row: principal, hour
-- incident: principal
-- resource: principal
-- message: {principal} listed the buckets {lists} times and looked into {bucket_count} of them
-- false positives: Inventories and posture scanners: name them in exempt, by the value of
--   principal. The console lists buckets on every visit, so console sessions count only when they
--   inspect many buckets.
-- response: Harmless by itself, but it is the first step of an attacker with a stolen key: check
--   what else the principal did in that hour.
WITH calls AS (
  SELECT DISTINCT
    event_id, eventTime AS event_time, eventName AS event_name, principal, bucket_name, from_console,
    user_agent, source_ip, account, region
  FROM cloudtrail_s3_events_flattened
  WHERE day BETWEEN {{first.day}} AND {{last.day}}
    AND eventTime >= {{from}}
    AND eventTime < {{until}}
    AND event_category IN ('Data', 'Management')
    AND (
      eventName IN ('ListBuckets', 'ListObjects', 'ListObjectsV2', 'ListObjectVersions', 'HeadBucket')
      OR starts_with(eventName, 'GetBucket'))
    AND coalesce(user_type, '') <> 'AWSService'
    AND invoked_by IS NULL
    AND NOT coalesce(regexp_like(role_arn, ':role/aws-service-role/'), false)
    AND NOT contains({{exempt}}, principal)
    AND NOT coalesce(
      role_arn = {{service.role}} OR (account_id = {{account}} AND role_name = {{service.role}}),
      false)
)
SELECT
  min(event_time) AS event_time,
  max(event_time) AS last_time,
  min_by(event_id, ROW(event_time, event_id)) AS event_id,
  count(DISTINCT event_id) AS event_count,
  date_trunc('hour', event_time) AS hour,
  principal,
  count_if(event_name = 'ListBuckets') AS lists,
  count(DISTINCT bucket_name) AS bucket_count,
  array_join(slice(array_sort(array_agg(DISTINCT event_name)), 1, 10), ' ') AS event_names,
  min_by(user_agent, ROW(event_time, event_id)) AS user_agent,
  array_join(slice(array_sort(array_agg(DISTINCT source_ip)), 1, 5), ' ') AS source_ips,
  min(account) AS account,
  min(region) AS region
FROM calls
GROUP BY principal, date_trunc('hour', event_time)
HAVING count_if(event_name = 'ListBuckets' AND coalesce(from_console, 'false') <> 'true') > 0
  OR count(DISTINCT bucket_name) >= {{buckets}}
ORDER BY event_time, event_id
