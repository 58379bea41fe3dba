#!/bin/sh
# The same for other CI: writes what a change lets whom do to review.md and review.sarif, and fails where it lets someone
# do more. In a checkout with its packages installed:
#
#   BASE=origin/main ./permission-review.sh
#
# BASE     commit to compare with (default: origin/main)
# SYNTH    command that synthesizes (default: npx cdktf synth)
# OUTPUT   what it writes (default: cdktf.out)
# GATE     never, any-change or broadening (default: broadening)
# REVIEW   the command line tool (default: npx agentrun-ram)
set -eu
BASE=${BASE:-origin/main}
SYNTH=${SYNTH:-npx cdktf synth}
OUTPUT=${OUTPUT:-cdktf.out}
GATE=${GATE:-broadening}
REVIEW=${REVIEW:-npx agentrun-ram}

sh -c "$SYNTH"

$REVIEW review "git:$BASE" "$OUTPUT" --synth "$SYNTH" --synth-output "$OUTPUT" --format sarif > review.sarif
code=0
$REVIEW review "git:$BASE" "$OUTPUT" --synth "$SYNTH" --synth-output "$OUTPUT" --format markdown --gate "$GATE" > review.md || code=$?
cat review.md
exit "$code"
