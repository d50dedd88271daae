SELECT event_time, event_id, principal, bucket_name
FROM events
WHERE day BETWEEN {{first.day}} AND {{last.day}}
  AND event_time >= {{from}}
  AND event_time < {{until}}
  AND bucket_name = {{raw.bucket}}
  AND NOT contains({{ignored}}, principal)
  AND 1 >= {{least}}
