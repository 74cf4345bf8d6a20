//! What a region changes of its language's image: runs of bytes taken over, and new ones between them.

use super::image::{Reader, Writer};

/// The image that `delta` makes of `base`.
pub(crate) fn apply(base: &[u8], delta: &[u8]) -> Vec<u8> {
    let mut reader = Reader::new(delta);
    let mut image = Vec::with_capacity(base.len() + delta.len());
    for _ in 0..reader.number() {
        let (start, length) = (reader.number() as usize, reader.number() as usize);
        image.extend(base.get(start..start + length).unwrap_or(&[]));
        let fresh = reader.number() as usize;
        image.extend(reader.take(fresh));
    }
    image
}

/// Where each run of some bytes stands in an image that deltas are told from.
#[allow(dead_code, reason = "the build script makes images and the library loads them")]
#[derive(Debug)]
pub(crate) struct Base<'b> {
    image: &'b [u8],
    runs: rustc_hash::FxHashMap<&'b [u8], u32>,
}

/// Bytes that must be the same for a run to be taken over.
#[allow(dead_code, reason = "the build script makes images and the library loads them")]
const RUN: usize = 12;

#[allow(dead_code, reason = "the build script makes images and the library loads them")]
impl<'b> Base<'b> {
    pub(crate) fn new(image: &'b [u8]) -> Self {
        let runs = image.windows(RUN).zip(0..).collect();
        Self { image, runs }
    }

    /// The delta that makes `image` of the base.
    pub(crate) fn delta(&self, image: &[u8]) -> Vec<u8> {
        let mut parts: Vec<(usize, usize, Vec<u8>)> = vec![(0, 0, Vec::new())];
        let mut at = 0;
        while let Some(byte) = image.get(at) {
            let rest = image.get(at..).unwrap_or(&[]);
            // What goes on where the last run ended is found first: the rest of an image is mostly that.
            let goes_on = parts.last().map_or(0, |(start, length, fresh)| start + length + fresh.len());
            let found = rest.get(..RUN).and_then(|run| self.runs.get(run)).map(|start| *start as usize);
            let same = |start: &usize| {
                let base = self.image.get(*start..).unwrap_or(&[]);
                base.iter().zip(rest).take_while(|(old, new)| old == new).count()
            };
            let best = [goes_on].into_iter().chain(found).max_by_key(same).filter(|start| same(start) >= RUN);
            match (best, parts.last_mut()) {
                (Some(start), _) => {
                    parts.push((start, same(&start), Vec::new()));
                    at += same(&start);
                }
                (None, Some((_, _, fresh))) => {
                    fresh.push(*byte);
                    at += 1;
                }
                (None, None) => break,
            }
        }
        let mut delta = Writer::default();
        delta.number(parts.len() as u64);
        for (start, length, fresh) in parts {
            delta.number(start as u64);
            delta.number(length as u64);
            delta.number(fresh.len() as u64);
            delta.append(&fresh);
        }
        delta.into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_delta_makes_the_other_image() {
        let base: Vec<u8> = (0..5000u32).flat_map(|number| (number * number).to_le_bytes()).collect();
        let mut image = base.clone();
        image.splice(700..720, *b"changed");
        image.splice(9000..9000, *b"put in");
        image.truncate(15_000);
        let from = Base::new(&base);
        let delta = from.delta(&image);
        assert_eq!(apply(&base, &delta), image);
        assert!(delta.len() < 64, "{}", delta.len());
        for other in [&[][..], b"of another kind", &base] {
            assert_eq!(apply(&base, &from.delta(other)), other);
        }
    }
}
