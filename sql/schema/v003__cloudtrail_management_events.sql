-- One row per management event of any service: keys, identities, trails, sign-ins, configuration of
-- buckets. A missing or unreadable value is NULL.
-- Filter on day, the day of delivery: it limits the amount of data that is read.
--   principal  caller without its session: the role of a session, otherwise the user, service or account
-- columns:
--   eventtime timestamp(3), eventname varchar, event_id varchar, event_source varchar,
--   event_type varchar, principal varchar, user_type varchar, user_arn varchar, user_name varchar,
--   principal_id varchar, account_id varchar, access_key_id varchar, role_arn varchar,
--   role_name varchar, invoked_by varchar, mfa varchar, from_console varchar, bucket_name varchar,
--   source_ip varchar, user_agent varchar, error_code varchar, error_message varchar,
--   read_only varchar, resource_arns varchar, vpc_endpoint_id varchar, tls_version varchar,
--   recipient_account varchar, request_id varchar, shared_event_id varchar,
--   request_parameters varchar, response_elements varchar, additional_event_data varchar,
--   service_event_details varchar, account varchar, region varchar, day varchar
CREATE OR REPLACE VIEW cloudtrail_management_events AS
SELECT
  TRY(CAST(from_iso8601_timestamp(eventtime) AS timestamp(3))) AS eventTime,
  eventname AS eventName,
  coalesce(
    eventid,
    lower(to_hex(sha256(to_utf8(concat_ws('|', eventtime, eventname, requestid, requestparameters))))))
    AS event_id,
  eventsource AS event_source,
  eventtype AS event_type,
  coalesce(
    nullif(useridentity.sessioncontext.sessionissuer.arn, ''),
    nullif(useridentity.arn, ''),
    nullif(useridentity.invokedby, ''),
    nullif(useridentity.username, ''),
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
  sourceipaddress AS source_ip,
  useragent AS user_agent,
  errorcode AS error_code,
  errormessage AS error_message,
  readonly AS read_only,
  array_join(transform(resources, it -> it.arn), ' ') AS resource_arns,
  vpcendpointid AS vpc_endpoint_id,
  tlsdetails.tlsversion AS tls_version,
  recipientaccountid AS recipient_account,
  requestid AS request_id,
  sharedeventid AS shared_event_id,
  requestparameters AS request_parameters,
  responseelements AS response_elements,
  additionaleventdata AS additional_event_data,
  serviceeventdetails AS service_event_details,
  account,
  region,
  day
FROM cloudtrail_logs
WHERE coalesce(eventcategory, IF(managementevent = 'false', 'Data', 'Management')) = 'Management'
