#!/usr/bin/env bash
# Makes an image that starts as amazon/dynamodb-local does, of this Debian machine's own Java and the DynamoDB Local of `make peers`, where no registry can be reached: local-dynamodb.sh NAME
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
name=${1:?usage: local-dynamodb.sh NAME}
jar=dist/peers/dynamodb-local
[[ -e $jar/DynamoDBLocal.jar ]] || { echo "$jar/DynamoDBLocal.jar is missing: make peers" >&2; exit 2; }
base=$(docker/local-base.sh "tasktracker-java:local" openjdk-17-jre-headless java-common ca-certificates-java libstdc++6 liblcms2-2 libjpeg62-turbo libnss3 libfontconfig1 libfreetype6)
docker build --quiet --tag "$name" --file - "$jar" <<DOCKERFILE
FROM $base
COPY . /home/dynamodblocal
WORKDIR /home/dynamodblocal
ENV JAVA_TOOL_OPTIONS=-Djava.library.path=./DynamoDBLocal_lib
EXPOSE 8000
ENTRYPOINT ["/usr/lib/jvm/java-17-openjdk-amd64/bin/java"]
CMD ["-jar", "DynamoDBLocal.jar", "-inMemory"]
DOCKERFILE
