# shellcheck shell=bash
# Ends with 0 when the service answers that it is alive. The image has no curl, and needs none.
exec 3<>"/dev/tcp/127.0.0.1/${WAYBILL_MANAGEMENT_PORT:-8080}" || exit 1
printf 'GET /observe/health/live HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
read -r -t 3 status <&3
[[ $status == HTTP/*' 200 '* ]]
