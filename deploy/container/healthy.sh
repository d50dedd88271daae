# shellcheck shell=bash
# Liveness check: exits with 0 when the service answers 200. The image contains no curl.
exec 3<>"/dev/tcp/127.0.0.1/${WAYBILL_MANAGEMENT_PORT:-8080}" || exit 1
printf 'GET /observe/health/live HTTP/1.0\r\nHost: localhost\r\n\r\n' >&3
read -r -t 3 status <&3
[[ $status == HTTP/*' 200 '* ]]
