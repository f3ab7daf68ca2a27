#!/usr/bin/env bash
# Takes the pictures of the documentation: simulates exposures of 30 cameras, processes them, and pictures every screen that shows results, dark and light.
#
#   scripts/screens.sh [FOLDER]        default docs/screens; a few minutes on two cores
set -euo pipefail
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
folder=${1:-docs/screens}
mkdir -p "$folder"
QUICKLOOK_SCREENS=$(cd -- "$folder" && pwd) QUICKLOOK_TOUR=all \
  dotnet test QuickLook.Tests -c Release --nologo --filter FullyQualifiedName~TourTests
