-- id: CT-04
-- title: Event selectors narrowed
-- question: Does a trail now record less than it should?
-- severity: high
-- tactics: defense impairment
-- references: Elastic AWS CloudTrail Management Events Disabled via PutEventSelectors; Panther
--   AWS.CloudTrail.EventSelectorsDisabled; ATT&CK T1685.002
-- schedule: 15m
-- window: 1h
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   trail varchar, change varchar, severity varchar, source_ip varchar, user_agent varchar,
--   account varchar, region varchar
-- row: event_id
-- incident: principal, trail
-- resource: trail
-- message: {principal} narrowed what the trail {trail} records: {change}
-- false positives: A second trail that is meant to record only reads, or only one service.
-- response: Set the selectors again (waybill baseline apply), and treat the time in between as
--   unrecorded.
WITH changes AS (
  SELECT DISTINCT
    eventTime AS event_time,
    event_id,
    eventName AS event_name,
    principal,
    regexp_extract(json_extract_scalar(request_parameters, '$.trailName'), '[^/]+$') AS trail,
    coalesce(
      TRY_CAST(json_extract(request_parameters, '$.eventSelectors') AS array(json)),
      CAST(ARRAY[] AS array(json))) AS basic,
    transform(
      coalesce(
        TRY_CAST(json_extract(request_parameters, '$.advancedEventSelectors') AS array(json)),
        CAST(ARRAY[] AS array(json))),
      it -> coalesce(
        TRY_CAST(json_extract(it, '$.fieldSelectors') AS array(json)),
        CAST(ARRAY[] AS array(json)))) AS advanced,
    source_ip,
    user_agent,
    account,
    region
  FROM cloudtrail_management_events
  WHERE day BETWEEN {{first.day}} AND {{last.day}}
    AND eventTime >= {{from}}
    AND eventTime < {{until}}
    AND event_source = 'cloudtrail.amazonaws.com'
    AND error_code IS NULL
    AND eventName = 'PutEventSelectors'
),
judged AS (
  SELECT
    event_time,
    event_id,
    event_name,
    principal,
    trail,
    source_ip,
    user_agent,
    account,
    region,
    trail = regexp_extract({{trail}}, '[^/]+$') AS is_ours,
    any_match(
      basic, it -> coalesce(json_extract_scalar(it, '$.readWriteType'), 'All') <> 'All')
      OR any_match(
        advanced,
        fields -> any_match(fields, it -> json_extract_scalar(it, '$.field') = 'readOnly'))
      AS reads_or_writes_only,
    any_match(basic, it -> json_extract_scalar(it, '$.includeManagementEvents') = 'false')
      AS without_management,
    any_match(
      basic,
      it -> coalesce(json_array_length(json_extract(it, '$.excludeManagementEventSources')), 0) > 0)
      OR any_match(
        advanced,
        fields -> any_match(
          fields,
          it -> json_extract_scalar(it, '$.field') IN ('eventSource', 'eventName')))
      AS some_services_or_calls,
    -- True when all reads and writes of every bucket of a scope are still selected.
    all_match(
      {{raw.buckets}},
      bucket ->
        any_match(
          basic,
          it -> coalesce(json_extract_scalar(it, '$.readWriteType'), 'All') = 'All'
            AND any_match(
              coalesce(
                TRY_CAST(json_extract(it, '$.dataResources') AS array(json)),
                CAST(ARRAY[] AS array(json))),
              data -> json_extract_scalar(data, '$.type') = 'AWS::S3::Object'
                AND any_match(
                  coalesce(
                    TRY_CAST(json_extract(data, '$.values') AS array(varchar)),
                    CAST(ARRAY[] AS array(varchar))),
                  value -> starts_with(
                    bucket || '/', regexp_replace(value, '^arn:[a-z-]+:s3:*')))))
          OR any_match(
            advanced,
            fields -> any_match(
                fields, it -> json_array_contains(json_extract(it, '$.equals'), 'Data'))
              AND any_match(
                fields, it -> json_array_contains(json_extract(it, '$.equals'), 'AWS::S3::Object'))
              AND none_match(
                fields,
                it -> json_extract_scalar(it, '$.field')
                  NOT IN ('eventCategory', 'resources.type', 'resources.ARN'))
              AND none_match(
                fields,
                it -> json_extract_scalar(it, '$.field') = 'resources.ARN'
                  AND (
                    json_extract(it, '$.notStartsWith') IS NOT NULL
                    OR none_match(
                      coalesce(
                        TRY_CAST(json_extract(it, '$.startsWith') AS array(varchar)),
                        CAST(ARRAY[] AS array(varchar))),
                      value -> starts_with(
                        bucket || '/', regexp_replace(value, '^arn:[a-z-]+:s3:*')))))))
      AS selects_raw_bucket
  FROM changes
)
SELECT
  event_time,
  event_id,
  event_name,
  principal,
  trail,
  concat_ws(
    ', ',
    IF(reads_or_writes_only, 'reads or writes only'),
    IF(without_management, 'no management events'),
    IF(some_services_or_calls, 'not every service or call'),
    IF(is_ours AND NOT selects_raw_bucket, 'not every access to the raw bucket')) AS change,
  IF(is_ours, 'critical', 'high') AS severity,
  source_ip,
  user_agent,
  account,
  region
FROM judged
WHERE coalesce(reads_or_writes_only, false)
  OR coalesce(without_management, false)
  OR coalesce(some_services_or_calls, false)
  OR (coalesce(is_ours, false) AND NOT coalesce(selects_raw_bucket, false))
ORDER BY event_time, event_id
