# The application without its database; docker-compose.yml puts both together.

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends nodejs npm \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

# What decides the packages comes first, so that an edit of the code does not fetch them again.
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY Build/ Build/
COPY QuickLook.Core/QuickLook.Core.csproj QuickLook.Core/packages.lock.json QuickLook.Core/
COPY QuickLook.Web/QuickLook.Web.csproj QuickLook.Web/packages.lock.json QuickLook.Web/package.json QuickLook.Web/package-lock.json QuickLook.Web/
COPY QuickLook.Web/Build/ QuickLook.Web/Build/
RUN dotnet restore QuickLook.Web --locked-mode

COPY QuickLook.Core/ QuickLook.Core/
COPY QuickLook.Web/ QuickLook.Web/
ARG COMMIT=unknown
RUN dotnet publish QuickLook.Web -c Release --no-restore -o /app -p:SourceRevisionId=$COMMIT -p:RunAnalyzers=false
COPY mappings/ /app/mappings/

FROM mcr.microsoft.com/dotnet/aspnet:10.0
# The observing night needs the site's time zone.
RUN apt-get update \
    && apt-get install -y --no-install-recommends tzdata \
    && rm -rf /var/lib/apt/lists/* \
    && mkdir -p /state /redux \
    && chown "$APP_UID" /state /redux
WORKDIR /app
COPY --from=build /app ./
USER $APP_UID

# Inside the container every interface: what reaches it from outside is decided by the published port.
ENV QUICKLOOK_URL=http://0.0.0.0:8080 \
    QUICKLOOK_STATE=/state \
    DESI_SPECTRO_DATA=/raw \
    DESI_SPECTRO_CALIB=/calib \
    DESI_SPECTRO_REDUX=/redux \
    DOTNET_CLI_TELEMETRY_OPTOUT=1
EXPOSE 8080
VOLUME ["/state", "/redux"]
STOPSIGNAL SIGTERM
# The image has no curl; bash can speak enough HTTP.
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]
ENTRYPOINT ["./quicklook"]
CMD ["serve"]
