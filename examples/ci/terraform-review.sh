#!/bin/sh
# For folders of plain Terraform: writes what a change lets whom do to review.md and review.sarif, and fails where it lets
# someone do more. It needs neither Terraform nor an account, and runs no code of the repository:
#
#   BASE=origin/main ./terraform-review.sh
#
# BASE    commit to compare with (default: origin/main)
# FOLDER  folder of .tf files (default: the working folder)
# GATE    never, any-change or broadening (default: broadening)
# REVIEW  the command line tool (default: npx agentrun-ram), with @cdktn/hcl2json installed beside it
set -eu
BASE=${BASE:-origin/main}
FOLDER=${FOLDER:-.}
GATE=${GATE:-broadening}
REVIEW=${REVIEW:-npx agentrun-ram}

out=$(pwd)
cd "$FOLDER"
$REVIEW review "git:$BASE" . --format sarif > "$out/review.sarif"
code=0
$REVIEW review "git:$BASE" . --format markdown --gate "$GATE" > "$out/review.md" || code=$?
cat "$out/review.md"
exit "$code"
