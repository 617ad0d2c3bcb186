#!/bin/bash
# The program under the limits of control groups (version 1, as root): half a core, 300 MB of memory,
# few processes, and a freezer. Prints a line for each, and fails if one is not as promised.
#
#     sudo test/long/limits.sh
set -u
cd "$(dirname "$0")/../.." || exit 2
PATH=$PWD/node_modules/.bin:$PATH
root=/sys/fs/cgroup
name=fizzbuzz-tui-$$
failed=0
output=$(mktemp)
trap 'rm -f "$output"; rmdir $root/{cpu,memory,pids,freezer}/$name 2>/dev/null' EXIT
for controller in cpu memory pids freezer; do
  mkdir -p $root/$controller/$name || { echo "control groups of version 1 and root are needed"; exit 2; }
done

# Runs the program in a group: run CONTROLLER FLAGS...
run() {
  local group=$root/$1/$name/cgroup.procs
  shift
  (echo "$BASHPID" >"$group" && exec node dist/cli.js --no-telemetry "$@") >"$output" 2>&1
}

# Checks a line: check NAME CONDITION...
check() {
  local what=$1
  shift
  if "$@"; then echo "ok      $what"; else failed=1; echo "FAILED  $what"; tail -n 5 "$output"; fi
}

echo 50000 >$root/cpu/$name/cpu.cfs_quota_us
run cpu --rate 0 --duration 6 --plain
check 'half a core: the cores are those of the quota' grep -q '0\.5 cores' "$output"
check 'half a core: the quota is the limit' grep -q 'Verdict: .*quota' "$output"

echo 314572800 >$root/memory/$name/memory.limit_in_bytes
run memory --capacity 67108864
code=$?
check '300 MB: the largest capacity is refused' [ $code = 1 ]
check '300 MB: in a sentence' grep -q '^fizzbuzz-tui: .*bytes of memory; it has .*; lower --capacity' "$output"
run memory --capacity 8388608 --duration 3 --plain
check '300 MB: a capacity that fits runs' grep -q 'clean; verified' "$output"

echo 7 >$root/pids/$name/pids.max
run pids --duration 1 --plain
code=$?
check 'few processes: it ends' [ $code = 1 ]
check 'few processes: in a sentence' grep -q 'ulimit -u' "$output"
check 'few processes: without a trace' bash -c "! grep -q '^    at ' '$output'"

run freezer --rate 20 --duration 3 --json &
sleep 2
echo FROZEN >$root/freezer/$name/freezer.state
sleep 2
echo THAWED >$root/freezer/$name/freezer.state
wait
check 'frozen for 2 s: the time does not count' node --eval "
  const report = fs.readFileSync('$output', 'utf8').split('\n').find((line) => line[0] === '{');
  const {activeSeconds, elapsedSeconds} = JSON.parse(report);
  process.exitCode = Math.abs(elapsedSeconds - activeSeconds - 2) < 0.2 ? 0 : 1;
"
exit $failed
