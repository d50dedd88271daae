-- id: CT-07
-- title: Table of the audits changed
-- question: Do the audits still read the whole of the log?
-- severity: high
-- tactics: defense impairment, impact
-- references: ATT&CK T1685.002; ATT&CK T1565.001
-- schedule: 15m
-- window: 1h
-- columns: event_time timestamp(3), event_id varchar, event_name varchar, principal varchar,
--   table_name varchar, severity varchar, source_ip varchar, user_agent varchar, account varchar,
--   region varchar
-- row: event_id
-- incident: principal
-- resource: table_name
-- message: {principal} called {event_name} for {table_name}
-- false positives: waybill baseline apply creates and replaces these tables and views.
-- response: A view that leaves out rows blinds every audit. Create the tables again (waybill
--   baseline apply), and run the audits over the time since the change.
SELECT DISTINCT
  eventTime AS event_time,
  event_id,
  eventName AS event_name,
  principal,
  coalesce(
    json_extract_scalar(request_parameters, '$.tableInput.name'),
    json_extract_scalar(request_parameters, '$.tableName'),
    json_extract_scalar(request_parameters, '$.name'),
    json_format(json_extract(request_parameters, '$.tablesToDelete')),
    json_extract_scalar(request_parameters, '$.databaseName'),
    '') AS table_name,
  IF(eventName = 'CreateTable', 'medium', 'high') AS severity,
  source_ip,
  user_agent,
  account,
  region
FROM cloudtrail_management_events
WHERE day BETWEEN {{first.day}} AND {{last.day}}
  AND eventTime >= {{from}}
  AND eventTime < {{until}}
  AND event_source = 'glue.amazonaws.com'
  AND error_code IS NULL
  AND eventName IN (
    'CreateTable', 'UpdateTable', 'DeleteTable', 'BatchDeleteTable', 'DeleteDatabase', 'UpdateDatabase',
    'DeletePartition', 'BatchDeletePartition')
  AND (eventName LIKE '%Database'
    OR regexp_like(
      request_parameters,
      '"(cloudtrail_(logs|s3_events_flattened|management_events)|provenance_records(_flattened)?|waybill_[a-z_]+)"'))
ORDER BY event_time, event_id
