-- id: BK-14
-- title: Access point lets outsiders in
-- question: Did another account get a way to our buckets that the bucket policy does not show?
-- severity: high
-- tactics: exfiltration
-- references: ATT&CK T1537
-- schedule: 15m
-- window: 1h
-- parameters: trusted_accounts list =
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   bucket_name varchar, access_point varchar, outsiders varchar, is_public boolean,
--   severity varchar, source_ip varchar, user_agent varchar, account varchar, region varchar
-- row: event_id
-- incident: principal, access_point
-- resource: access_point
-- message: {principal} called {event_name} for the access point {access_point} of {bucket_name}:
--   public {is_public}, accounts {outsiders}
-- false positives: A partner's access point: name its account in trusted_accounts.
-- response: Delete the access point or its policy. The baseline's bucket policy delegates nothing
--   to access points of other accounts: run waybill baseline check.
WITH changes AS (
  SELECT DISTINCT
    eventTime AS event_time,
    event_id,
    eventName AS event_name,
    principal,
    coalesce(
      bucket_name,
      json_extract_scalar(request_parameters, '$.CreateAccessPointRequest.Bucket'),
      regexp_extract(resource_arns, 'arn:aws[a-z-]*:s3:::([^/\s]+)', 1),
      '') AS bucket_name,
    coalesce(
      json_extract_scalar(request_parameters, '$.name'),
      json_extract_scalar(request_parameters, '$.accessPointName'),
      '') AS access_point,
    coalesce(recipient_account, {{account}}) AS own_account,
    ARRAY[
      json_extract_scalar(request_parameters, '$.accountId'),
      json_extract_scalar(request_parameters, '$.CreateAccessPointRequest.BucketAccountId'),
      account_id] AS parties,
    coalesce(
      TRY(json_parse(coalesce(
        json_extract_scalar(request_parameters, '$.PutAccessPointPolicyRequest.Policy'),
        json_extract_scalar(request_parameters, '$.policy')))),
      json_extract(request_parameters, '$.PutAccessPointPolicyRequest.Policy'),
      json_extract(request_parameters, '$.policy')) AS policy,
    source_ip,
    user_agent,
    account,
    region
  FROM cloudtrail_management_events
  WHERE day BETWEEN {{first.day}} AND {{last.day}}
    AND eventTime >= {{from}}
    AND eventTime < {{until}}
    AND event_source IN ('s3.amazonaws.com', 's3express.amazonaws.com')
    AND error_code IS NULL
    AND eventName IN ('CreateAccessPoint', 'PutAccessPointPolicy', 'CreateMultiRegionAccessPoint')
),
statements AS (
  SELECT
    event_time, event_id, event_name, principal, bucket_name, access_point, own_account, parties,
    filter(
      coalesce(
        TRY_CAST(json_extract(policy, '$.Statement') AS array(json)),
        ARRAY[json_extract(policy, '$.Statement')]),
      it -> json_extract_scalar(it, '$.Effect') = 'Allow') AS allowing,
    source_ip, user_agent, account, region
  FROM changes
),
judged AS (
  SELECT
    event_time, event_id, event_name, principal, bucket_name, access_point,
    coalesce(
      any_match(
        allowing,
        it -> (
          json_extract_scalar(it, '$.Principal') = '*'
          OR json_extract_scalar(it, '$.Principal.AWS') = '*'
          OR coalesce(json_array_contains(json_extract(it, '$.Principal.AWS'), '*'), false)
          OR json_extract(it, '$.NotPrincipal') IS NOT NULL)
          AND json_extract(it, '$.Condition') IS NULL),
      false) AS is_public,
    array_sort(array_distinct(filter(
      parties
        || flatten(transform(
          allowing,
          it -> regexp_extract_all(
            coalesce(json_format(json_extract(it, '$.Principal.AWS')), ''),
            '(?:"|::)(\d{12})(?:"|:)',
            1))),
      it -> it IS NOT NULL AND it <> own_account AND NOT contains({{trusted_accounts}}, it))))
      AS outsiders,
    source_ip, user_agent, account, region
  FROM statements
)
SELECT
  event_time,
  event_id,
  event_name,
  principal,
  bucket_name,
  access_point,
  array_join(outsiders, ' ') AS outsiders,
  is_public,
  IF(
    is_public
      OR contains({{raw.buckets}}, bucket_name)
      OR bucket_name = {{provenance.bucket}},
    'high',
    'medium') AS severity,
  source_ip,
  user_agent,
  account,
  region
FROM judged
WHERE is_public OR cardinality(outsiders) > 0
ORDER BY event_time, event_id
