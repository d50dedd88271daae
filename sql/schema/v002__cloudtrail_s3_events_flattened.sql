-- One row per S3 event of objects and buckets, with the nested values of the log as columns. A missing
-- or unreadable value is NULL; no record makes a query fail.
-- event_category distinguishes object calls (Data), other calls (Management), and the records that VPC
-- endpoints make of the same calls (NetworkActivity). Filter on day, the day of delivery: it limits the
-- amount of data that is read.
--   principal     caller without its session: the role of a session, otherwise the user, service or account
--   bucket_owner  account of the bucket, if the record contains it
--   version_id    version that was written, otherwise the requested version
--   kms_key_id    key that was used, otherwise the requested key
-- columns:
--   eventtime timestamp(3), eventname varchar, event_id varchar, event_source varchar,
--   event_type varchar, event_category varchar, principal varchar, user_type varchar,
--   user_arn varchar, user_name varchar, principal_id varchar, account_id varchar,
--   access_key_id varchar, role_arn varchar, role_name varchar, invoked_by varchar, mfa varchar,
--   from_console varchar, bucket_name varchar, object_key varchar, version_id varchar,
--   requested_version_id varchar, copy_source varchar, bucket_owner varchar,
--   resource_arns varchar, source_ip varchar, user_agent varchar, error_code varchar,
--   error_message varchar, requested_sse varchar, customer_algorithm varchar,
--   requested_kms_key varchar, kms_key_id varchar, sse_applied varchar, acl varchar,
--   acl_required varchar, bytes_in bigint, bytes_out bigint, signature_version varchar,
--   authentication_method varchar, cipher_suite varchar, tls_version varchar,
--   vpc_endpoint_id varchar, vpc_endpoint_account_id varchar, read_only varchar,
--   recipient_account varchar, request_id varchar, shared_event_id varchar,
--   request_parameters varchar, response_elements varchar, additional_event_data varchar,
--   account varchar, region varchar, day varchar
CREATE OR REPLACE VIEW cloudtrail_s3_events_flattened AS
SELECT
  TRY(CAST(from_iso8601_timestamp(eventtime) AS timestamp(3))) AS eventTime,
  eventname AS eventName,
  coalesce(
    eventid,
    lower(to_hex(sha256(to_utf8(concat_ws('|', eventtime, eventname, requestid, requestparameters))))))
    AS event_id,
  eventsource AS event_source,
  eventtype AS event_type,
  CASE
    WHEN eventcategory IS NOT NULL THEN eventcategory
    WHEN managementevent = 'true' THEN 'Management'
    WHEN managementevent = 'false' OR json_extract_scalar(requestparameters, '$.key') IS NOT NULL
      THEN 'Data'
    ELSE 'Management'
  END AS event_category,
  coalesce(
    nullif(useridentity.sessioncontext.sessionissuer.arn, ''),
    nullif(useridentity.arn, ''),
    nullif(useridentity.invokedby, ''),
    nullif(useridentity.principalid, ''),
    nullif(useridentity.accountid, ''),
    nullif(useridentity.type, ''),
    'unknown') AS principal,
  useridentity.type AS user_type,
  coalesce(useridentity.arn, useridentity.invokedby, useridentity.principalid) AS user_arn,
  useridentity.username AS user_name,
  useridentity.principalid AS principal_id,
  useridentity.accountid AS account_id,
  useridentity.accesskeyid AS access_key_id,
  useridentity.sessioncontext.sessionissuer.arn AS role_arn,
  useridentity.sessioncontext.sessionissuer.username AS role_name,
  useridentity.invokedby AS invoked_by,
  useridentity.sessioncontext.attributes.mfaauthenticated AS mfa,
  coalesce(
    sessioncredentialfromconsole,
    -- Records up to version 1.08 may not state it. A caller chooses its user agent, but not the version.
    IF(
      eventversion BETWEEN '1.00' AND '1.08' AND regexp_like(useragent, 'S3Console|console\.amazonaws\.com'),
      'true')) AS from_console,
  coalesce(
    IF(
      any_match(
        resources,
        it -> it.type = 'AWS::S3::Bucket'
          AND regexp_extract(it.arn, ':::(.+)$', 1)
            = json_extract_scalar(requestparameters, '$.bucketName')),
      json_extract_scalar(requestparameters, '$.bucketName')),
    -- A request through an access point or its alias names that, and the bucket is a resource.
    regexp_extract(
      element_at(filter(resources, it -> it.type = 'AWS::S3::Bucket'), 1).arn, ':::(.+)$', 1),
    json_extract_scalar(requestparameters, '$.bucketName')) AS bucket_name,
  json_extract_scalar(requestparameters, '$.key') AS object_key,
  coalesce(
    json_extract_scalar(responseelements, '$["x-amz-version-id"]'),
    json_extract_scalar(requestparameters, '$.versionId')) AS version_id,
  json_extract_scalar(requestparameters, '$.versionId') AS requested_version_id,
  json_extract_scalar(requestparameters, '$["x-amz-copy-source"]') AS copy_source,
  element_at(filter(resources, it -> it.type = 'AWS::S3::Bucket'), 1).accountid AS bucket_owner,
  array_join(transform(resources, it -> it.arn), ' ') AS resource_arns,
  sourceipaddress AS source_ip,
  useragent AS user_agent,
  errorcode AS error_code,
  errormessage AS error_message,
  json_extract_scalar(requestparameters, '$["x-amz-server-side-encryption"]') AS requested_sse,
  coalesce(
    json_extract_scalar(
      requestparameters, '$["x-amz-server-side-encryption-customer-algorithm"]'),
    json_extract_scalar(
      responseelements, '$["x-amz-server-side-encryption-customer-algorithm"]'))
    AS customer_algorithm,
  json_extract_scalar(requestparameters, '$["x-amz-server-side-encryption-aws-kms-key-id"]')
    AS requested_kms_key,
  coalesce(
    json_extract_scalar(responseelements, '$["x-amz-server-side-encryption-aws-kms-key-id"]'),
    json_extract_scalar(requestparameters, '$["x-amz-server-side-encryption-aws-kms-key-id"]'))
    AS kms_key_id,
  coalesce(
    json_extract_scalar(additionaleventdata, '$.SSEApplied'),
    json_extract_scalar(responseelements, '$["x-amz-server-side-encryption"]')) AS sse_applied,
  coalesce(
    json_extract_scalar(requestparameters, '$["x-amz-acl"]'),
    json_extract_scalar(requestparameters, '$["x-amz-acl"][0]')) AS acl,
  json_extract_scalar(additionaleventdata, '$.aclRequired') AS acl_required,
  TRY(CAST(CAST(json_extract_scalar(additionaleventdata, '$.bytesTransferredIn') AS double) AS bigint))
    AS bytes_in,
  TRY(CAST(CAST(json_extract_scalar(additionaleventdata, '$.bytesTransferredOut') AS double) AS bigint))
    AS bytes_out,
  json_extract_scalar(additionaleventdata, '$.SignatureVersion') AS signature_version,
  json_extract_scalar(additionaleventdata, '$.AuthenticationMethod') AS authentication_method,
  coalesce(tlsdetails.ciphersuite, json_extract_scalar(additionaleventdata, '$.CipherSuite'))
    AS cipher_suite,
  tlsdetails.tlsversion AS tls_version,
  vpcendpointid AS vpc_endpoint_id,
  vpcendpointaccountid AS vpc_endpoint_account_id,
  readonly AS read_only,
  recipientaccountid AS recipient_account,
  requestid AS request_id,
  sharedeventid AS shared_event_id,
  requestparameters AS request_parameters,
  responseelements AS response_elements,
  additionaleventdata AS additional_event_data,
  account,
  region,
  day
FROM cloudtrail_logs
WHERE eventsource IN ('s3.amazonaws.com', 's3express.amazonaws.com')
