# Image of the service and its commands. The container needs no root user, no capability and no writable
# file system except /tmp. Build it with BuildKit:
#
#   docker build -t waybill .                              the service, without the local cloud
#   docker build -t waybill-local --target local .         the service and the local cloud, for trying

FROM eclipse-temurin:17.0.19_10-jdk-noble@sha256:f8857ccb2fe800666293d0da2526d162774e1314adfffb274fbadb877679d7a1 AS build
WORKDIR /src
COPY .mvn .mvn
COPY mvnw pom.xml LICENSE NOTICE ./
COPY config config
COPY routes routes
COPY sql sql
COPY src src
# Tests and the compiler's checks ran before this build; tests need programs that an image must not contain.
RUN --mount=type=cache,target=/root/.m2 ./mvnw -B -ntp -q -Dmaven.test.skip=true -Dcompiler.checks=-parameters -pl src/local -am package
# The modules that jdeps finds in the jar, and jdk.crypto.ec, which TLS and signatures load by name.
# A named volume that is mounted over a folder of /out/state gets the owner of that folder.
RUN jlink --output /out/java --no-header-files --no-man-pages --compress=2 --add-modules \
    java.base,java.compiler,java.desktop,java.instrument,java.naming,java.net.http,java.rmi,java.scripting,java.security.jgss,java.sql,jdk.crypto.ec,jdk.jfr,jdk.management,jdk.net,jdk.unsupported \
    && install -d -o 10001 -g 10001 -m 0750 /out/state/data /out/state/keys
# Native library of AWS-LC for the platform of the image, which signs. By default it is unpacked to /tmp, and
# loading it from there fails when /tmp is mounted noexec.
RUN jar xf target/waybill.jar com/amazon/corretto/crypto/provider native \
    && if [ "$(uname -m)" = aarch64 ]; then folder=native/linux-aarch_64; else folder=.; fi \
    && install -D -m 0755 -t /out/native "$folder"/com/amazon/corretto/crypto/provider/*.so
# The SQL engine of the local cloud, which the build lists and no jar of ours holds.
RUN --mount=type=cache,target=/root/.m2 xargs -a target/athena-engine/classpath install -D -m 0644 -t /out/engine
# Half of the startup time is loading classes, which the runtime can map from an archive instead. The
# archive is valid only for this jar at its path in the image.
COPY deploy/container/archive.sh deploy/container/archive.sh
RUN install -D -p target/waybill.jar /opt/waybill/waybill.jar \
    && /out/java/bin/java -Xshare:dump -Xlog:disable \
    && bash deploy/container/archive.sh /out/java/bin/java /opt/waybill/waybill.jar target/waybill-local.jar /out/waybill.jsa

# The local cloud, for the container that replaces AWS. Do not deploy this image.
FROM debian:12.13-slim@sha256:67b30a61dc87758f0caf819646104f29ecbda97d920aaf5edc834128ac8493d3 AS local
ENV PATH=/opt/java/bin:/opt/waybill/bin:/usr/local/bin:/usr/bin:/bin
ENV LANG=C.UTF-8
WORKDIR /opt/waybill
COPY --from=build /out/java /opt/java
COPY --from=build --chown=10001:10001 /out/state /var/lib/waybill
COPY --from=build /src/target/waybill-local.jar ./
COPY bin bin
COPY --from=build /out/engine engine
COPY LICENSE NOTICE ./
USER 10001:10001
STOPSIGNAL SIGTERM
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-Dwaybill.athena.engine=/opt/waybill/engine", "-jar", "/opt/waybill/waybill-local.jar"]
CMD ["cloud", "--data", "/var/lib/waybill/data"]

FROM debian:12.13-slim@sha256:67b30a61dc87758f0caf819646104f29ecbda97d920aaf5edc834128ac8493d3 AS service
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="Waybill" \
      org.opencontainers.image.description="A chain of custody for every object that lands in S3." \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.base.name="docker.io/library/debian:12.13-slim"
# The command waybill is in the path: docker exec CONTAINER waybill doctor
ENV PATH=/opt/java/bin:/opt/waybill/bin:/usr/local/bin:/usr/bin:/bin
ENV LANG=C.UTF-8
# Orchestrators probe from outside of the container; publish the port to trusted networks only.
ENV WAYBILL_MANAGEMENT_HOST=0.0.0.0
# Home directory with config/, routes/ and sql/. Mount your own versions over them, read-only.
WORKDIR /opt/waybill
COPY --from=build /out/java /opt/java
COPY --from=build --chown=10001:10001 /out/state /var/lib/waybill
COPY --from=build /src/target/waybill.jar /out/waybill.jsa ./
COPY --from=build /out/native native
COPY LICENSE NOTICE ./
COPY deploy/container/healthy.sh ./
COPY bin bin
COPY config config
COPY routes routes
COPY sql sql
USER 10001:10001
EXPOSE 8080
# SIGTERM drains the service: messages in process are completed, the others stay in the queue.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["bash", "/opt/waybill/healthy.sh"]
# The heap size follows the memory limit of the container; the remainder is for threads and buffers.
# An out-of-memory error ends the process, so that the container is restarted.
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=60", "-XX:+ExitOnOutOfMemoryError", "-XX:SharedArchiveFile=/opt/waybill/waybill.jsa", "-Djava.library.path=/opt/waybill/native", "-Dcom.amazon.corretto.crypto.provider.useExternalLib=true", "-jar", "/opt/waybill/waybill.jar"]
CMD ["run"]
