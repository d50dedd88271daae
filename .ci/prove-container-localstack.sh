#!/usr/bin/env bash
# The localstack profile of the compose file: the baseline and the service run from the image that
# prove-container.sh built, against the LocalStack that prove-localstack.sh installed. The compose file
# uses another release of LocalStack, which exists as an image only.
. "$(dirname "$0")/container.sh"

[[ -f $image/service.json ]] || die "no image found; run .ci/prove-container.sh"
compose=$image/compose-localstack.json
(cd "$root" && "$compose_program" --profile localstack config --format json) >"$compose"
own_network
here "$shared/localstack/start-localstack.sh" "$root/target/localstack" 4566 >"$work/localstack.pid" \
  || die "LocalStack did not start"
servers+=("$(tail -1 "$work/localstack.pid")")

to_its_end keys
to_its_end init-localstack
grep -E '^skipped +(trail|athena|catalog)' "$work/container-init-localstack.log" \
  || die "the baseline does not list the controls that LocalStack lacks"
up waybill-localstack
put container/localstack.txt
is_promoted container/localstack.txt
down waybill-localstack "$pid"
