#!/usr/bin/env bash
# Kills two services and their database at random instants while exposures arrive, then compares disk and database.
#
#   scripts/chaos.sh [KILLS] [SEED]        60 kills with seed 1 unless said otherwise; about 5 s a kill
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
QUICKLOOK_CHAOS_KILLS=${1:-60} QUICKLOOK_CHAOS_SEED=${2:-1} \
  dotnet test QuickLook.Tests -c Release --nologo --logger "console;verbosity=detailed" --filter FullyQualifiedName~ChaosTests
