#!/bin/sh
# The same for other CI: writes what a change lets whom do to review.md and review.sarif, and fails where it lets someone
# do more. In a checkout with its packages installed:
#
#   BASE=origin/main ./permission-review.sh
#
# BASE        commit to compare with (default: origin/main)
# SYNTH       command that synthesizes (default: npx cdktf synth)
# BASE_SYNTH  the same in a checkout of BASE, where nothing is installed (default: npm ci && $SYNTH)
# OUTPUT      what it writes (default: cdktf.out)
# GATE        never, any-change or broadening (default: broadening)
# REVIEW      the command line tool (default: npx agentrun-ram)
#
# Run it at the root of the repository. The pull request that adds the stacks has a BASE that cannot be synthesized:
# merge it without this review, or give BASE_SYNTH a command that writes an empty output there, such as
#   mkdir -p cdktf.out && echo '{"stacks":{}}' > cdktf.out/manifest.json
set -eu
BASE=${BASE:-origin/main}
SYNTH=${SYNTH:-npx cdktf synth}
BASE_SYNTH=${BASE_SYNTH:-npm ci && $SYNTH}
OUTPUT=${OUTPUT:-cdktf.out}
GATE=${GATE:-broadening}
REVIEW=${REVIEW:-npx agentrun-ram}

sh -c "$SYNTH"

# A checkout of its own, so that nothing here is touched, synthesized once for both reports.
folder=$(mktemp -d)
trap 'git worktree remove --force "$folder/base" 2> /dev/null || true; rm -rf "$folder"' EXIT
git worktree add --quiet --detach "$folder/base" "$BASE"
(cd "$folder/base" && sh -c "$BASE_SYNTH")

$REVIEW review "$folder/base/$OUTPUT" "$OUTPUT" --format sarif > review.sarif
code=0
$REVIEW review "$folder/base/$OUTPUT" "$OUTPUT" --format markdown --gate "$GATE" > review.md || code=$?
cat review.md
exit "$code"
