# Builds dist/functions.zip and its manifest on Amazon Linux 2023, the system that Lambda runs them on: `make package-container`, for machines without a native
# toolchain or with a glibc newer than Lambda's. With --platform linux/arm64 for Graviton.
FROM public.ecr.aws/amazonlinux/amazonlinux:2023 AS build
RUN dnf install -y --setopt=install_weak_deps=False clang zlib-devel libicu tar gzip make findutils && dnf clean all
RUN curl -fsSL https://dot.net/v1/dotnet-install.sh | bash -s -- --channel 10.0 --install-dir /usr/share/dotnet && ln -s /usr/share/dotnet/dotnet /usr/bin/dotnet
WORKDIR /src
COPY . .
RUN make package

FROM scratch
COPY --from=build /src/dist/functions.zip /src/dist/functions.manifest.json /
