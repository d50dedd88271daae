#!/usr/bin/env bash
# Mermaid, and therefore GitHub, can draw every diagram in the documents.
. "$(dirname "$0")/lib.sh"

cd "$work/diagrams"
# shellcheck disable=SC2016
printf '```mermaid\nflowchart LR\n  a -->\n```\n' >broken.md
if node "$root/.ci/diagrams.mjs" broken.md 2>/dev/null; then die "a broken diagram is drawn"; fi
mapfile -t documents < <(find "$root" -maxdepth 1 -name '*.md'; find "$root/docs" -name '*.md')
drawn=$(node "$root/.ci/diagrams.mjs" "${documents[@]}")
written=$(cat "${documents[@]}" | grep -c '^```mermaid$')
expect "diagrams drawn" "$drawn" "$written"
((written > 0)) || die "no diagram found"
say "Mermaid draws all $written"
