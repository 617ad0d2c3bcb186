#!/bin/sh
':' //; while read -r k v; do case $k in SigIgn:) export FIZZBUZZ_TUI_SIGNALS=$$:$v;; esac; done 2>/dev/null </proc/self/status; exec node "$0" "$@"
