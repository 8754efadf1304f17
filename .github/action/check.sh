#!/usr/bin/env bash
# Runs medlint check with the inputs of the action, which come as environment variables, one value a line.
set -uo pipefail
arguments=(--format github)
if [ -n "${MEDLINT_SARIF:-}" ]; then
  arguments+=("--format=sarif=$MEDLINT_SARIF")
fi
case "${MEDLINT_DIFF:-false}" in
  false | "") ;;
  true) arguments+=(--diff) ;;
  *) arguments+=("--diff=$MEDLINT_DIFF") ;;
esac
while IFS= read -r line; do
  if [ -n "$line" ]; then arguments+=("$line"); fi
done <<< "${MEDLINT_ARGUMENTS:-}"
arguments+=(--)
while IFS= read -r line; do
  if [ -n "$line" ]; then arguments+=("$line"); fi
done <<< "${MEDLINT_PATHS:-.}"
medlint check "${arguments[@]}"
status=$?
if [ -n "${GITHUB_OUTPUT:-}" ]; then
  echo "exit-status=$status" >> "$GITHUB_OUTPUT"
fi
exit "$status"
