-- One row an S3 event, with what is nested in the log beside it.
-- columns:
--   eventtime varchar, event_ts timestamp(3), eventname varchar, event_source varchar,
--   event_category varchar, user_type varchar, user_arn varchar, principal_id varchar,
--   account_id varchar, access_key_id varchar, role_arn varchar, role_name varchar, mfa varchar,
--   bucket_name varchar, object_key varchar, version_id varchar, source_ip varchar,
--   user_agent varchar, error_code varchar, error_message varchar, requested_sse varchar,
--   kms_key_id varchar, sse_applied varchar, bytes_in bigint, bytes_out bigint,
--   vpc_endpoint_id varchar, tls_version varchar, read_only varchar, request_id varchar,
--   event_id varchar, account varchar, region varchar, day varchar
CREATE OR REPLACE VIEW cloudtrail_s3_events_flattened AS
SELECT
  eventtime AS eventTime,
  CAST(from_iso8601_timestamp(eventtime) AS timestamp) AS event_ts,
  eventname AS eventName,
  eventsource AS event_source,
  eventcategory AS event_category,
  useridentity.type AS user_type,
  coalesce(useridentity.arn, useridentity.invokedby, useridentity.principalid) AS user_arn,
  useridentity.principalid AS principal_id,
  useridentity.accountid AS account_id,
  useridentity.accesskeyid AS access_key_id,
  useridentity.sessioncontext.sessionissuer.arn AS role_arn,
  useridentity.sessioncontext.sessionissuer.username AS role_name,
  useridentity.sessioncontext.attributes.mfaauthenticated AS mfa,
  json_extract_scalar(requestparameters, '$.bucketName') AS bucket_name,
  json_extract_scalar(requestparameters, '$.key') AS object_key,
  coalesce(
    json_extract_scalar(responseelements, '$["x-amz-version-id"]'),
    json_extract_scalar(requestparameters, '$.versionId')) AS version_id,
  sourceipaddress AS source_ip,
  useragent AS user_agent,
  errorcode AS error_code,
  errormessage AS error_message,
  json_extract_scalar(requestparameters, '$["x-amz-server-side-encryption"]') AS requested_sse,
  coalesce(
    json_extract_scalar(responseelements, '$["x-amz-server-side-encryption-aws-kms-key-id"]'),
    json_extract_scalar(requestparameters, '$["x-amz-server-side-encryption-aws-kms-key-id"]'))
    AS kms_key_id,
  json_extract_scalar(additionaleventdata, '$.SSEApplied') AS sse_applied,
  TRY_CAST(json_extract_scalar(additionaleventdata, '$.bytesTransferredIn') AS bigint) AS bytes_in,
  TRY_CAST(json_extract_scalar(additionaleventdata, '$.bytesTransferredOut') AS bigint) AS bytes_out,
  vpcendpointid AS vpc_endpoint_id,
  tlsdetails.tlsversion AS tls_version,
  readonly AS read_only,
  requestid AS request_id,
  eventid AS event_id,
  account,
  region,
  day
FROM cloudtrail_logs
WHERE eventsource = 's3.amazonaws.com'
