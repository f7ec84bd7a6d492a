# The emulator as an image that can stand in for LocalStack's: AWS on port 4566, health on /_localstack/health.
#
#   make dist && docker build -f docker/emulator.Dockerfile -t tasktracker/emulator:0.1.0 .
#   docker run --rm -p 4566:4566 tasktracker/emulator:0.1.0
#
# Any base with glibc 2.34 or newer, OpenSSL and bash will do.
ARG BASE=mcr.microsoft.com/dotnet/runtime-deps:10.0
FROM ${BASE}

# The library beside it is SQLite, which --data needs.
COPY dist/tasktracker dist/libe_sqlite3.so /usr/local/bin/
COPY docker/health.sh /usr/local/bin/health

# No name is needed for the user, and no home: functions are unpacked below TMPDIR.
USER 65532:65532
ENV TMPDIR=/tmp
EXPOSE 4566
HEALTHCHECK --interval=5s --timeout=2s --start-period=2s --retries=3 CMD ["/usr/local/bin/health"]
ENTRYPOINT ["/usr/local/bin/tasktracker", "emulator", "--host", "0.0.0.0", "--port", "4566"]
