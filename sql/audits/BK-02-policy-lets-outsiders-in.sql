-- id: BK-02
-- title: Bucket policy lets everybody or another account in
-- question: Did a bucket become readable or writable for outsiders?
-- severity: high
-- tactics: exfiltration
-- references: Elastic AWS S3 Bucket Policy Added to Share with External Account; Elastic AWS S3
--   Bucket Policy Added to Allow Public Access; Panther AWS.CloudTrail.ResourceMadePublic
--   (buckets); ATT&CK T1537
-- schedule: 15m
-- window: 1h
-- parameters: trusted_accounts list =
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   bucket_name varchar, is_public boolean, outsiders varchar, severity varchar, source_ip varchar,
--   user_agent varchar, account varchar, region varchar
-- row: event_id
-- incident: principal, bucket_name
-- resource: bucket_name
-- message: {principal} let outsiders into {bucket_name}: public {is_public}, accounts {outsiders}
-- false positives: A partner's account: name the account in trusted_accounts. A public site by
--   intent. A condition on the organisation, account, network or source resource counts as a limit
--   unless its operator is negated or optional, or a value of it is everything. A canonical user is
--   another account, or the identity of a CloudFront distribution of the old kind.
-- response: Restore the policy (waybill baseline apply). S3-02 and the bucket's reads by other
--   accounts show what was read in the meantime.
WITH policies AS (
  SELECT DISTINCT
    eventTime AS event_time,
    event_id,
    eventName AS event_name,
    principal,
    bucket_name,
    coalesce(recipient_account, {{account}}) AS own_account,
    coalesce(
      TRY(json_parse(json_extract_scalar(request_parameters, '$.bucketPolicy'))),
      json_extract(request_parameters, '$.bucketPolicy')) AS policy,
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
    AND eventName = 'PutBucketPolicy'
),
-- A policy has a list of statements, or a single statement without a list.
statements AS (
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
      coalesce(
        TRY_CAST(json_extract(policy, '$.Statement') AS array(json)),
        ARRAY[json_extract(policy, '$.Statement')]),
      it -> json_extract_scalar(it, '$.Effect') = 'Allow') AS allowing
  FROM policies
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
    any_match(
      allowing,
      it -> (
        json_extract_scalar(it, '$.Principal') = '*'
        OR json_extract_scalar(it, '$.Principal.AWS') = '*'
        OR coalesce(json_array_contains(json_extract(it, '$.Principal.AWS'), '*'), false)
        OR json_extract(it, '$.NotPrincipal') IS NOT NULL)
        -- A condition limits who may come only if its operator says what must be, and its values are
        -- not everything: no Not, no IfExists, no star alone or in the place of the account, no range
        -- of more than a 256th of all addresses.
        AND none_match(
          map_entries(coalesce(
            TRY_CAST(json_extract(it, '$.Condition') AS map(varchar, map(varchar, json))),
            map())),
          named -> NOT regexp_like(lower(named[1]), 'not|ifexists|forallvalues|null')
            AND any_match(
              map_entries(named[2]),
              condition -> regexp_like(
                lower(condition[1]),
                '\A(aws:(principal(orgid|orgpaths|account|arn)|source(ip|vpc|vpce|arn|account|owner|orgid|orgpaths)|vpcsourceip|userid)|s3:dataaccesspointaccount)\z')
                AND NOT regexp_like(
                  json_format(condition[2]), '"([*?:/]*|arn:aws[a-z-]*:[a-z*-]*:[^:]*:[*?]*(:.*)?|[0-9.]+/[0-7]|[0-9a-f:]+/([0-9]|1[0-5]))"'))))
      AS is_public,
    array_sort(array_distinct(filter(
      flatten(transform(
        allowing,
        it -> regexp_extract_all(
          coalesce(json_format(json_extract(it, '$.Principal.AWS')), ''),
          '(?:"|::)(\d{12})(?:"|:)',
          1))),
      it -> it <> own_account AND NOT contains({{trusted_accounts}}, it)))) AS outsiders,
    any_match(
      allowing, it -> json_extract(it, '$.Principal.CanonicalUser') IS NOT NULL) AS names_canonical_user
  FROM statements
)
SELECT
  event_time,
  event_id,
  event_name,
  principal,
  bucket_name,
  coalesce(is_public, false) AS is_public,
  array_join(
    outsiders || IF(coalesce(names_canonical_user, false), ARRAY['a canonical user'], ARRAY[]), ' ')
    AS outsiders,
  IF(coalesce(is_public, false), 'high', 'medium') AS severity,
  source_ip,
  user_agent,
  account,
  region
FROM judged
WHERE coalesce(is_public, false)
  OR cardinality(outsiders) > 0
  OR coalesce(names_canonical_user, false)
ORDER BY event_time, event_id
