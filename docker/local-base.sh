#!/usr/bin/env bash
# Makes a base image of this Debian machine's own files, where no registry can be reached: local-base.sh NAME [PACKAGE...]
set -euo pipefail
name=${1:?usage: local-base.sh NAME [PACKAGE...]}
shift
packages=(base-files libc6 libssl3 zlib1g libgcc-s1 libtinfo6 libselinux1 libpcre2-8-0 libacl1 libattr1 libgmp10 bash dash coreutils "$@")
command -v dpkg-query >/dev/null || { echo "local-base.sh needs a Debian machine: its packages' files become the image" >&2; exit 2; }
{
  # Debian's /bin, /lib, /lib64 and /sbin are links into /usr: files are put where the links lead.
  dpkg-query -L "${packages[@]}" | grep -v -E '^/usr/share/(doc|man|locale|info)' | sed -E 's#^/(bin|lib|lib64|sbin)/#/usr/\1/#'
  printf '%s\n' /bin /lib /lib64 /sbin /usr /usr/bin /usr/lib /usr/lib64 /usr/sbin /usr/bin/sh /tmp
} | while read -r path; do [[ ! -e $path && ! -L $path ]] || printf '%s\n' "${path#/}"; done | sort -u |
  tar --create --no-recursion --directory=/ --files-from=- --owner=0 --group=0 2>/dev/null |
  docker import --change 'ENV PATH=/usr/local/bin:/usr/bin:/bin' - "$name" >/dev/null
echo "$name"
