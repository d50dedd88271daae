-- id: S3-16
-- title: Object read that is named like a credential
-- question: Were keys or passwords read from a bucket?
-- severity: medium
-- tactics: credential access
-- references: Elastic AWS S3 Credential File Retrieved from Bucket; ATT&CK T1552.001
-- schedule: 15m
-- window: 1h
-- parameters: pattern varchar = (?i)((^|/)(\.env(\.[a-z]+)?|\.netrc|\.npmrc|\.pgpass|\.git-credentials|\.htpasswd|credentials(\.(csv|json|txt|ya?ml|xml|ini))?|id_(rsa|dsa|ecdsa|ed25519)|rootkey\.csv|accesskeys?\.csv|[^/]*(password|passwd|secret)s?[^/]*\.(csv|json|txt|ya?ml|xml|ini|xlsx?)|service[-_]account[^/]*\.json|terraform\.tfstate)|(^|/)\.(aws|ssh|kube)/[^/]+|\.(pem|ppk|p12|pfx|jks|keystore|kdbx?|key))$
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   bucket_name varchar, object_key varchar, source_ip varchar, user_agent varchar,
--   account varchar, region varchar
-- row: event_id
-- incident: principal, bucket_name
-- resource: bucket_name
-- message: {principal} read {object_key} of {bucket_name}, which is named like a credential
-- false positives: Public keys and certificates; tune pattern, a regular expression on the key. The
--   public keys under keys/ of the provenance bucket are not judged.
-- response: Replace the credential, whichever principal read it: credentials must not be stored in
--   a bucket.
SELECT DISTINCT
  eventTime AS event_time,
  event_id,
  eventName AS event_name,
  principal,
  bucket_name,
  object_key,
  source_ip,
  user_agent,
  account,
  region
FROM cloudtrail_s3_events_flattened
WHERE day BETWEEN {{first.day}} AND {{last.day}}
  AND eventTime >= {{from}}
  AND eventTime < {{until}}
  AND event_category = 'Data'
  AND error_code IS NULL
  AND eventName = 'GetObject'
  AND regexp_like(object_key, {{pattern}})
  AND NOT (bucket_name = {{provenance.bucket}} AND starts_with(object_key, 'keys/'))
  AND NOT coalesce(
    role_arn = {{service.role}} OR (account_id = {{account}} AND role_name = {{service.role}}),
    false)
ORDER BY event_time, event_id
