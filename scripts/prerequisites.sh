# Sourced by run.sh and test.sh: what the machine must offer, and how to get it. Speaks on standard error only.

say() { printf '%s\n' "$*" >&2; }

die() {
  say "$@"
  exit 1
}

# Prints the prefix under which packages can be installed ("" for root, "sudo" without a password), or fails.
install_prefix() {
  [[ -n ${QUICKLOOK_NO_INSTALL:-} ]] && return 1
  command -v apt-get >/dev/null || return 1
  if [[ $(id -u) -eq 0 ]]; then
    printf ''
  elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    printf 'sudo'
  else
    return 1
  fi
}

# install_debian PACKAGE...: installs Debian packages, or fails when that is not possible here. Shows apt's words only on failure.
apt_updated=""
install_debian() {
  local sudo log
  sudo=$(install_prefix) || return 1
  log=$(mktemp)
  say "Installing $* ..."
  if [[ -z $apt_updated ]]; then
    $sudo env DEBIAN_FRONTEND=noninteractive apt-get update -qq </dev/null >"$log" 2>&1 || say "apt-get update failed; trying with the lists at hand."
    apt_updated=yes
  fi
  if ! $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    rm -f "$log"
    return 1
  fi
  rm -f "$log"
}

# The places where QuickLook looks: Debian's folders and PATH. Red Hat's folders are put into PATH here.
have_postgresql() {
  local initdb
  for initdb in /usr/lib/postgresql/*/bin/initdb; do
    [[ -x $initdb ]] && return
  done
  for initdb in /usr/pgsql-*/bin/initdb; do
    [[ -x $initdb ]] && PATH="$PATH:$(dirname -- "$initdb")"
  done
  command -v initdb >/dev/null && command -v pg_ctl >/dev/null && command -v postgres >/dev/null
}

# Installs the server's programs without a cluster: QuickLook starts a private one.
install_postgresql() {
  local sudo conf=/etc/postgresql-common/createcluster.conf
  sudo=$(install_prefix) || return 1
  if [[ ! -e $conf ]]; then
    install_debian postgresql-common || return 1
    [[ -e $conf ]] && printf 'create_main_cluster = false\n' | $sudo tee -a "$conf" >/dev/null
  fi
  install_debian postgresql
}

require_dotnet() {
  local version
  if ! command -v dotnet >/dev/null || ! version=$(cd "$root" && dotnet --version 2>/dev/null); then
    die "QuickLook needs the .NET SDK 10 (see global.json). Install it from https://dotnet.microsoft.com/download, or:" \
      $'\n'"  Debian, Ubuntu: apt-get install dotnet-sdk-10.0    Fedora: dnf install dotnet-sdk-10.0    macOS: brew install dotnet-sdk"
  fi
  [[ ${version%%.*} -ge 10 ]] || die "QuickLook needs the .NET SDK 10; found $version."
}

require_npm() {
  command -v node >/dev/null && command -v npm >/dev/null && return
  die "Building QuickLook needs Node.js 18 or newer with npm (fonts and the plot library come from npm)." \
    $'\n'"  Debian, Ubuntu: apt-get install nodejs npm    Fedora: dnf install nodejs    macOS: brew install node"
}

require_postgresql() {
  have_postgresql && return
  install_postgresql && have_postgresql && return
  die "QuickLook needs the PostgreSQL server (14 or newer); it starts a private one in its own folder. Install it:" \
    $'\n'"  Debian, Ubuntu: apt-get install postgresql    Fedora: dnf install postgresql-server    macOS: brew install postgresql@15" \
    $'\n'"or name a server you have: QUICKLOOK_DATABASE='Host=...;Database=quicklook;Username=...;Password=...' $0"
}

# A folder for the tools of .NET and npm where HOME is missing or cannot be written.
ensure_home() {
  if [[ -z ${HOME:-} || ! -d $HOME || ! -w $HOME ]]; then
    export HOME="$root/artifacts/home"
    mkdir -p "$HOME"
  fi
  export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 DOTNET_CLI_UI_LANGUAGE=en
  # Leave no build server behind.
  export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false DOTNET_CLI_USE_MSBUILD_SERVER=0
}
