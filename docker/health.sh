#!/bin/bash
# Whether the emulator of this container answers. The image has no HTTP client.
exec 3<>/dev/tcp/127.0.0.1/4566 || exit 1
printf 'GET /_localstack/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
read -r _ status _ <&3
[[ $status == 200 ]]
