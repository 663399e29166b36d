#!/usr/bin/env bash
# Make the wasm32-unknown-unknown target available to cargo, clippy, trunk and wasm-pack.
#
#   eval "$(scripts/setup-wasm-toolchain.sh)"      # exports what the caller needs, if anything
#
# 1. the active toolchain already has the target        -> nothing to do
# 2. `rustup target add` works (network, normal case)   -> done
# 3. Debian/Ubuntu with apt: rustc/cargo/rust-src from the distribution, std for
#    wasm32 compiled from that source into a sysroot owned by this script's cache
#    directory, linked into rustup as the toolchain `svclab-wasm`.
#
# SVCLAB_RUSTUP_ADD=0 skips step 2.  SVCLAB_CACHE moves the cache (default ~/.cache/svclab).
# Only `export ...` lines go to stdout; everything else goes to stderr. Idempotent.
set -euo pipefail

TARGET=wasm32-unknown-unknown
NAME=svclab-wasm
CACHE=${SVCLAB_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/svclab}
SYSROOT=$CACHE/toolchain
log() { printf 'setup-wasm-toolchain: %s\n' "$*" >&2; }

has_target() {  # has_target RUSTC...: the given rustc has std AND test for the target
  local d
  d=$("$@" --print target-libdir --target "$TARGET" 2>/dev/null) || return 1
  compgen -G "$d/libstd-*.rlib" >/dev/null && compgen -G "$d/libtest-*.rlib" >/dev/null
}

emit() {  # use our sysroot
  if command -v rustup >/dev/null; then
    [ "$(readlink -f "$(rustup run "$NAME" rustc --print sysroot 2>/dev/null || echo /nonexistent)")" \
        = "$(readlink -f "$SYSROOT")" ] || rustup toolchain link "$NAME" "$SYSROOT" >&2
    echo "export RUSTUP_TOOLCHAIN=$NAME"
  else
    echo "export PATH='$SYSROOT/bin':\"\$PATH\""
  fi
}

# 1. nothing to do?
if command -v rustc >/dev/null && has_target rustc; then
  log "rustc $(rustc --version | cut -d' ' -f2) already has $TARGET"
  exit 0
fi
if [ -x "$SYSROOT/bin/rustc" ] && has_target "$SYSROOT/bin/rustc" \
   && command -v rust-lld >/dev/null \
   && [ "$(cat "$SYSROOT/.version" 2>/dev/null)" = "$(/usr/bin/rustc -V 2>/dev/null)" ]; then
  log "using $SYSROOT ($(cat "$SYSROOT/.version"))"
  emit; exit 0
fi

# 2. rustup
if [ "${SVCLAB_RUSTUP_ADD:-1}" = 1 ] && command -v rustup >/dev/null; then
  tc=$(rustup show active-toolchain 2>/dev/null | cut -d' ' -f1 || true)
  case $tc in "$NAME"|"") tc=stable ;; esac
  log "rustup target add $TARGET --toolchain $tc"
  if RUSTUP_MAX_RETRIES=0 timeout "${SVCLAB_RUSTUP_TIMEOUT:-60}" \
       rustup target add "$TARGET" --toolchain "$tc" >&2; then
    log "installed by rustup"; exit 0
  fi
  log "rustup could not install it; falling back to the distribution's Rust"
fi

# 3. Debian
command -v apt-get >/dev/null || { log "no rustup target and no apt: install $TARGET yourself"; exit 1; }
sudo=; [ "$(id -u)" = 0 ] || sudo=sudo
pkgs="rustc-web cargo-web rust-web-src rust-web-llvm rust-web-clippy rustfmt-web"   # rust-web-llvm: rust-lld
# shellcheck disable=SC2086
if ! dpkg -s $pkgs >/dev/null 2>&1; then
  log "apt-get install $pkgs"
  export DEBIAN_FRONTEND=noninteractive
  # shellcheck disable=SC2086
  $sudo apt-get install -y --no-remove --no-install-recommends $pkgs >&2 || {
    $sudo apt-get update >&2; $sudo apt-get install -y --no-remove --no-install-recommends $pkgs >&2; }
fi

# rust-lld is a link to the linker of the LLVM that rustc was built with (lld-22); its package has that name.
lld=$(basename "$(readlink /usr/bin/rust-lld)")
command -v "$lld" >/dev/null || $sudo apt-get install -y --no-remove --no-install-recommends "$lld" >&2

mkdir -p "$CACHE"; exec 9>"$CACHE/lock"; flock 9
host=$(/usr/bin/rustc -vV | sed -n 's/^host: //p')
log "building std for $TARGET with $(/usr/bin/rustc -V)"
new=$SYSROOT.new; rm -rf "$new"
mkdir -p "$new/bin" "$new/lib/rustlib/$host/bin" "$new/lib/rustlib/src" "$new/lib/rustlib/$TARGET/lib"

# A sysroot that is ours: rustc takes its sysroot from argv[0] when that is a symlink
# given with its directory (rustup does), else from its own library: so wrap it.
# `d` is worked out at run time, so the tree may be moved or linked.
wrap() { printf '#!/bin/sh\nd=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd -P)\n%s\n' "$2" >"$new/bin/$1"; chmod +x "$new/bin/$1"; }
wrap rustc        'exec /usr/bin/rustc --sysroot "$d" "$@"'
wrap rustdoc      'exec /usr/bin/rustdoc --sysroot "$d" "$@"'
wrap clippy-driver 'SYSROOT="$d" exec /usr/bin/clippy-driver "$@"'
cp /usr/bin/cargo-clippy /usr/bin/cargo-fmt "$new/bin/"   # they look for their driver beside themselves
ln -s /usr/bin/cargo /usr/bin/rustfmt "$new/bin/"
ln -s "/usr/lib/rustlib/$host/lib" "$new/lib/rustlib/$host/lib"
ln -s "$(readlink -f /usr/bin/rust-lld)" "$new/lib/rustlib/$host/bin/rust-lld"
ln -s /usr/lib/rustlib/src/rust "$new/lib/rustlib/src/rust"

seed=$CACHE/std-seed; rm -rf "$seed"; mkdir -p "$seed/src"
printf '#![no_std]\n' >"$seed/src/lib.rs"
cat >"$seed/Cargo.toml" <<'TOML'
[package]
name = "std-seed"
version = "0.0.0"
edition = "2021"
[workspace]
[profile.release]
opt-level = 3
debug = 0
TOML
# embed-bitcode: so that crates can use lto = "fat"/"thin" (cargo turns it off by default).
( cd "$seed"
  unset CARGO_TARGET_DIR CARGO_ENCODED_RUSTFLAGS CARGO_BUILD_RUSTFLAGS RUSTUP_TOOLCHAIN RUSTC RUSTC_WRAPPER
  PATH=/usr/bin:/bin CARGO_HOME=$CACHE/std-cargo-home RUSTC=$new/bin/rustc RUSTC_BOOTSTRAP=1 \
  RUSTFLAGS="-Cembed-bitcode=yes --remap-path-prefix=/usr/src/rustc-$(/usr/bin/rustc -V | cut -d' ' -f2)=/rustc/debian" \
  /usr/bin/cargo build --release --offline --target "$TARGET" -Zbuild-std=std,panic_abort,test \
    --config 'source.crates-io.replace-with="v"' \
    --config "source.v.directory='$(readlink -f /usr/lib/rustlib/src/rust)/library/vendor'" >&2 )
cp "$seed/target/$TARGET/release/deps/"*.rlib "$new/lib/rustlib/$TARGET/lib/"
rm -f "$new/lib/rustlib/$TARGET/lib/"libstd_seed-*.rlib
/usr/bin/rustc -V >"$new/.version"
rm -rf "$SYSROOT" "$seed" "$CACHE/std-cargo-home"; mv "$new" "$SYSROOT"
has_target "$SYSROOT/bin/rustc" || { log "the built sysroot does not work"; exit 1; }
emit
log "done: $SYSROOT"
