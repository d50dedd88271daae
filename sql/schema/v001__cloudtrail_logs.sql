-- Log files of CloudTrail, in the table that AWS documents for them. Partition projection makes adding
-- partitions by hand unnecessary. A query without a filter on day reads every day of the projection.
-- Digest and insight files are stored next to the logs under AWSLogs/. The location template contains
-- CloudTrail/, so they are never read as logs. For the trail of an organisation see variants/.
-- Names in double braces are replaced with values of the deployment.
CREATE EXTERNAL TABLE IF NOT EXISTS cloudtrail_logs (
  eventversion string,
  useridentity struct<
    type: string,
    principalid: string,
    arn: string,
    accountid: string,
    invokedby: string,
    accesskeyid: string,
    username: string,
    onbehalfof: struct<userid: string, identitystorearn: string>,
    sessioncontext: struct<
      attributes: struct<mfaauthenticated: string, creationdate: string>,
      sessionissuer: struct<
        type: string,
        principalid: string,
        arn: string,
        accountid: string,
        username: string>,
      ec2roledelivery: string,
      webidfederationdata: struct<federatedprovider: string, attributes: map<string, string>>>>,
  eventtime string,
  eventsource string,
  eventname string,
  awsregion string,
  sourceipaddress string,
  useragent string,
  errorcode string,
  errormessage string,
  requestparameters string,
  responseelements string,
  additionaleventdata string,
  requestid string,
  eventid string,
  readonly string,
  resources array<struct<arn: string, accountid: string, type: string>>,
  eventtype string,
  apiversion string,
  managementevent string,
  recipientaccountid string,
  serviceeventdetails string,
  sharedeventid string,
  vpcendpointid string,
  vpcendpointaccountid string,
  eventcategory string,
  addendum struct<
    reason: string,
    updatedfields: string,
    originalrequestid: string,
    originaleventid: string>,
  sessioncredentialfromconsole string,
  edgedevicedetails string,
  tlsdetails struct<tlsversion: string, ciphersuite: string, clientprovidedhostheader: string>
)
PARTITIONED BY (account string, region string, day string)
ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe'
STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION 's3://{{log.bucket}}/AWSLogs/'
TBLPROPERTIES (
  'projection.enabled' = 'true',
  'projection.account.type' = 'enum',
  'projection.account.values' = '{{accounts}}',
  'projection.region.type' = 'enum',
  'projection.region.values' = '{{regions}}',
  'projection.day.type' = 'date',
  'projection.day.format' = 'yyyy/MM/dd',
  'projection.day.range' = '2024/01/01,NOW',
  'projection.day.interval' = '1',
  'projection.day.interval.unit' = 'DAYS',
  'storage.location.template' = 's3://{{log.bucket}}/AWSLogs/${account}/CloudTrail/${region}/${day}'
)
