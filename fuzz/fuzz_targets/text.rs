#![no_main]

#[allow(dead_code, reason = "one target a program")]
#[path = "../targets.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|data: &[u8]| targets::text(data));
