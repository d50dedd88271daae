# shellcheck shell=bash disable=SC2034
# Timestamp authority (RFC 3161) of OpenSSL, for the proofs that need timestamps of the log.
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

# start_authority FOLDER: starts an authority whose certificate is FOLDER/ca.pem, and sets $authority_url
start_authority() {
  local folder=$1 port
  port=$(free_port)
  mkdir -p "$folder"
  cat >"$folder/authority.cnf" <<END
[ tsa ]
default_tsa = authority
[ authority ]
serial = $folder/serial
crypto_device = builtin
signer_cert = $folder/authority.pem
certs = $folder/ca.pem
signer_key = $folder/authority.key
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256
accuracy = secs:1
tsa_name = yes
ess_cert_id_alg = sha256
END
  {
    openssl req -x509 -newkey rsa:2048 -nodes -keyout "$folder/ca.key" -out "$folder/ca.pem" -days 30 -subj "/CN=Test CA"
    openssl req -newkey rsa:2048 -nodes -keyout "$folder/authority.key" -out "$folder/authority.csr" -subj "/CN=Test authority"
    openssl x509 -req -in "$folder/authority.csr" -CA "$folder/ca.pem" -CAkey "$folder/ca.key" -CAcreateserial -days 30 \
      -extfile <(echo extendedKeyUsage=critical,timeStamping) -out "$folder/authority.pem"
  } >"$folder/openssl.log" 2>&1 || { cat "$folder/openssl.log"; die "the certificates of the authority"; }
  start "$folder/authority.log" python3 "$root/.ci/timestamp-authority.py" "$port" "$folder/authority.cnf"
  await_line serving 20 "$pid" "$folder/authority.log"
  authority_url=http://127.0.0.1:$port/tsa
}
