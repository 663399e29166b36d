#!/usr/bin/env bash
# Builds the standard library for wasm32-unknown-unknown from Debian's own source of Rust, for machines where rustup
# cannot fetch it: scripts/debian-wasm-sysroot.sh SYSROOT. `cargo xtask` installs the packages and calls this.
#
# SYSROOT becomes a toolchain folder that rustup can link: Debian's rustc, cargo, clippy and rustfmt, with std and test
# for the host and for wasm32. Takes about 45 s.
set -euo pipefail

target=wasm32-unknown-unknown
sysroot=$1
new=$sysroot.new
seed=$sysroot.seed
rustc_version=$(/usr/bin/rustc -V)
host=$(/usr/bin/rustc -vV | sed -n 's/^host: //p')
rm -rf "$new" "$seed"
mkdir -p "$new/bin" "$new/lib/rustlib/$host/bin" "$new/lib/rustlib/src" "$new/lib/rustlib/$target/lib" "$seed/src"

# rustc takes its sysroot from the place of its own library, which is Debian's: so it is told ours. The place is worked
# out at run time, so that the folder may be moved or linked.
wrap() {
  printf '#!/bin/sh\nhere=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd -P)\n%s\n' "$2" >"$new/bin/$1"
  chmod +x "$new/bin/$1"
}
wrap rustc 'exec /usr/bin/rustc --sysroot "$here" "$@"'
wrap rustdoc 'exec /usr/bin/rustdoc --sysroot "$here" "$@"'
wrap clippy-driver 'SYSROOT="$here" exec /usr/bin/clippy-driver "$@"'
# These two look for their driver beside themselves, so they are copied.
cp /usr/bin/cargo-clippy /usr/bin/cargo-fmt "$new/bin/"
ln -s /usr/bin/cargo /usr/bin/rustfmt "$new/bin/"
ln -s "/usr/lib/rustlib/$host/lib" "$new/lib/rustlib/$host/lib"
ln -s "$(readlink -f /usr/bin/rust-lld)" "$new/lib/rustlib/$host/bin/rust-lld"
ln -s /usr/lib/rustlib/src/rust "$new/lib/rustlib/src/rust"

# An empty crate to build std for.
printf '#![no_std]\n' >"$seed/src/lib.rs"
cat >"$seed/Cargo.toml" <<'TOML'
[package]
name = "seed"
version = "0.0.0"
edition = "2021"
[workspace]
[profile.release]
opt-level = 3
debug = 0
TOML

# Bitcode is embedded so that crates can be linked with `lto = "fat"`; cargo leaves it out by default.
# RUSTC_BOOTSTRAP lets a stable compiler build std, as a distribution does.
cd "$seed"
unset CARGO_TARGET_DIR CARGO_ENCODED_RUSTFLAGS CARGO_BUILD_RUSTFLAGS RUSTUP_TOOLCHAIN RUSTC RUSTC_WRAPPER
PATH=/usr/bin:/bin CARGO_HOME=$seed/cargo-home RUSTC=$new/bin/rustc RUSTC_BOOTSTRAP=1 \
  RUSTFLAGS="-Cembed-bitcode=yes --remap-path-prefix=/usr/src/rustc-$(cut -d' ' -f2 <<<"$rustc_version")=/rustc/debian" \
  /usr/bin/cargo build --release --offline --target "$target" -Zbuild-std=std,panic_abort,test \
  --config 'source.crates-io.replace-with="debian"' \
  --config "source.debian.directory='$(readlink -f /usr/lib/rustlib/src/rust)/library/vendor'"
cp "$seed/target/$target/release/deps/"*.rlib "$new/lib/rustlib/$target/lib/"
rm -f "$new/lib/rustlib/$target/lib/"libseed-*.rlib

# `cargo xtask` builds it again when Debian's rustc is another one.
printf '%s\n' "$rustc_version" >"$new/.version"
cd /
rm -rf "$sysroot" "$seed"
mv "$new" "$sysroot"
