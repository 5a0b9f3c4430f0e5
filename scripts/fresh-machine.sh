#!/usr/bin/env bash
# Prove that the set-up needs nothing but python3 and make: build a bare Debian in a folder, clone the project into
# it and time `make` there. Needs root, debootstrap and git. See docs/fresh-machine.md.
set -euo pipefail

usage() {
    cat >&2 <<'TEXT'
Usage: scripts/fresh-machine.sh [--mirror URL] [--authority FILE.crt] [--suite NAME] FOLDER [STEP ...]

FOLDER must not exist; it is left for a look afterwards. Each STEP is timed, in order:
  no-rights      `make setup` without rights: must fail, and print the line to type
  run            `make run` until the first page answers, then stop it
  anything else  that target of the Makefile
Without steps: no-rights setup setup run run test.
--authority adds a certificate authority, for a network whose registry mirror has its own.
TEXT
    exit 2
}

mirror=
suite=bookworm
authority=
port=${PORT:-8765}
while [[ ${1:-} == --* ]]; do
    case $1 in
        --mirror) mirror=$2 ;;
        --suite) suite=$2 ;;
        --authority) authority=$2 ;;
        *) usage ;;
    esac
    shift 2
done
[[ $# -ge 1 && ! -e $1 ]] || usage
folder=$1
shift
steps=("$@")
[[ $# -gt 0 ]] || steps=(no-rights setup setup run run test)
here=$(cd "$(dirname "$0")/.." && pwd)
project=/srv/spot-the-signs

build_machine() {
    debootstrap --variant=minbase --include=python3,make "$suite" "$folder" ${mirror:+"$mirror"} > "$folder.log" 2>&1
    cp /etc/resolv.conf "$folder/etc/resolv.conf"
    if [[ -n $authority ]]; then
        # Debian's ca-certificates takes it up from here when the set-up installs it.
        mkdir -p "$folder/usr/local/share/ca-certificates"
        cp "$authority" "$folder/usr/local/share/ca-certificates/$(basename "${authority%.*}").crt"
    fi
    git clone --quiet "$here" "$folder$project"
}

# Runs a command in the machine, as $1, with nothing of our own environment. Whatever it leaves running ends with it.
inside() {
    # shellcheck disable=SC2016
    unshare --mount --pid --fork --kill-child bash -c '
        folder=$1 project=$2 who=$3; shift 3
        mount -t proc proc "$folder/proc" && mount --rbind /dev "$folder/dev" &&
        exec chroot --userspec="$who" "$folder" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin \
            make -C "$project" "$@"
    ' inside "$folder" "$project" "$@"
}

until_first_page() {
    inside root:root run "PORT=$port" &
    local server=$!
    for _ in $(seq 3000); do
        if python3 -c "import urllib.request as u; u.urlopen('http://127.0.0.1:$port/', timeout=5)" 2> /dev/null; then
            # Its child is the namespace; whatever runs in there ends with it, and the port is free again.
            # (unshare itself does not heed a milder signal.)
            pkill --signal KILL --parent "$server"
            wait "$server" || true
            return 0
        fi
        kill -0 "$server" 2> /dev/null || return 1
        sleep 0.1
    done
    return 1
}

take_step() {
    case $1 in
        no-rights) ! inside nobody:nogroup setup ;;
        run) until_first_page ;;
        *) inside root:root "$1" ;;
    esac
}

build_machine
echo "A bare $suite is in $folder: $(chroot "$folder" dpkg-query -f '.\n' -W | wc -l) packages."
figures=()
for step in "${steps[@]}"; do
    echo "== $step"
    began=$(date +%s%N)
    outcome=done
    take_step "$step" || outcome=FAILED
    figures+=("$(printf '%-12s %-6s %8.2f s' "$step" "$outcome" "$((($(date +%s%N) - began) / 10000000))e-2")")
done
echo "== Figures"
printf '%s\n' "${figures[@]}"
[[ ${figures[*]} != *FAILED* ]]
