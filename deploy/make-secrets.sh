#!/bin/sh
# Makes the files that docker-compose.yml hands to its containers, in deploy/secrets (SECRETS_DIR): passwords, keys, and a
# certificate signed by itself, to try it out with. What is there stays as it is: it can be run again at any time. Needs
# openssl. DATABASE_HOST and REDIS_HOST: where they are, when not in the containers of that file.
#
#   deploy/make-secrets.sh [name in the certificate, localhost]
set -eu

folder=${SECRETS_DIR:-$(dirname "$0")/secrets}
name=${1:-localhost}
database=${DATABASE_HOST:-database:5432}
redis=${REDIS_HOST:-redis:6379}

# Nobody else comes into the folder; whoever a container runs as can read the one file that it is handed.
umask 022
mkdir -p "$folder"
chmod 700 "$folder"

# keep <file>: what comes in, unless the file is there already.
keep() {
  if [ -e "$folder/$1" ]; then
    cat >/dev/null
    return
  fi
  cat >"$folder/$1.new"
  [ -s "$folder/$1.new" ] || { echo "make-secrets: could not make $1" >&2 && exit 1; }
  chmod 444 "$folder/$1.new"
  mv "$folder/$1.new" "$folder/$1"
  echo "made $folder/$1"
}
random() { openssl rand -hex 32; }

random | keep postgres_password
# The database takes these two logins from here when it is made (deploy/postgres/roles.sh): no @ : / in the passwords.
echo "postgres://ticketero_owner:$(random)@$database/ticketero" | keep database_owner_url
echo "postgres://ticketero_server:$(random)@$database/ticketero" | keep database_url
echo "redis://:$(random)@$redis" | keep redis_url
sed -E 's#^rediss?://[^:]*:([^@]+)@.*#requirepass \1#' "$folder/redis_url" | keep redis_conf
random | keep jwt_secret
random | keep pii_key
openssl genpkey -algorithm ed25519 | keep audit_signing_key
random | keep metrics_token
random | keep grafana_password

if [ ! -e "$folder/tls_certificate" ]; then
  case $name in
    *[!0-9.]*) subject=DNS:$name ;;
    *) subject=IP:$name ;;
  esac
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -days 365 -subj "/CN=$name" \
    -addext "subjectAltName=$subject" -keyout "$folder/tls_key.new" -out "$folder/tls_certificate.new" 2>/dev/null
  chmod 444 "$folder/tls_key.new" "$folder/tls_certificate.new"
  mv "$folder/tls_key.new" "$folder/tls_key"
  mv "$folder/tls_certificate.new" "$folder/tls_certificate"
  echo "made $folder/tls_certificate for $name, signed by itself, and $folder/tls_key"
fi
