#!/bin/sh
# Makes the secrets that docker-compose.yml names, each in a file of its own. What is there already is left alone.
set -eu
folder=$(dirname "$0")/secrets
mkdir -p "$folder"
chmod 711 "$folder" # the container's own user reads the files by name

random() { head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n'; }

keep() { # NAME VALUE
  [ -s "$folder/$1" ] || printf '%s\n' "$2" > "$folder/$1"
  chmod 644 "$folder/$1"
}

keep postgres_password "$(random)"
keep database_url "postgresql://definitie:$(cat "$folder/postgres_password")@postgres:5432/definitie"
keep token_keys "first=$(random)"
echo "$folder"
