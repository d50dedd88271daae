#!/usr/bin/env bash
# The S3 contract suite runs against LocalStack, another project's S3, so that it proves S3 and not our own reading of it.
. "$(dirname "$0")/lib.sh"

port=$(free_port)
server=$("$shared/localstack/start-localstack.sh" "$root/target/localstack" "$port" | tail -1)
servers+=("$server")
say "LocalStack is up on port $port"
stop "$server"
