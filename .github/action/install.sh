#!/usr/bin/env bash
# Installs medlint: the stated version, or the one that this action is a part of.
set -euo pipefail
if [ -n "${MEDLINT_VERSION:-}" ]; then
  package="medlint-articles==$MEDLINT_VERSION"
else
  package="$ACTION_PATH"
fi
python3 -m pip install --quiet --disable-pip-version-check "$package"
