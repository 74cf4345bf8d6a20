//! The filters of what may open an amount: every spelling of the words that a number may begin with.

use std::collections::BTreeSet;

use super::anchors::FUSED_KEY;
use super::{Anchors, Fused, Lexicon, Role};
use crate::stages::fold::TYPED;

/// Bytes of a word that the filter looks at.
const LOOKED_AT: usize = 8;

/// The filters of the words that may open an amount.
pub(super) fn anchors(lexicon: &Lexicon) -> Anchors {
    // "An hour", "понад годину": a unit of time is one where such a word stands before it, which alone would let every sentence in.
    let units_open = lexicon.switches.units_open;
    let entries = lexicon
        .entries
        .iter()
        .filter(|entry| entry.opens_amount || entry.opens_phrase || units_open && entry.roles.has(Role::Duration));
    let opening: Vec<&str> = entries.map(|entry| lexicon.words.get(entry.number)).collect();
    let joined_before = lexicon.joined_before.iter().map(|word| lexicon.words.get(*word));
    let joined: Vec<String> =
        joined_before.flat_map(|before| opening.iter().map(move |word| format!("{before}{word}"))).collect();
    let joined = joined.iter().map(String::as_str);
    let listed: Vec<String> = opening.iter().copied().chain(joined).flat_map(spellings).collect();
    let parts = lexicon.fused.as_ref().or(lexicon.stems.as_ref());
    let fused = parts.map(firsts).unwrap_or_default();
    let fused: Vec<String> = fused.iter().flat_map(|word| spellings(word)).collect();
    Anchors::new(&listed, &fused, parts.map_or(0, Fused::shortest))
}

/// The ways in which a folded word may open in the text: small, capital, capitals, composed or not, each apostrophe.
fn spellings(word: &str) -> Vec<String> {
    let mut all: Vec<String> = typed(word).iter().flat_map(|typed| crate::letters::cases(typed)).collect();
    if let Some((head, _)) = word.split_once('\'') {
        // The scan stops at an apostrophe.
        for place in 0..all.len() {
            let Some(spelling) = all.get(place) else { continue };
            let before = spelling.split('\'').next().unwrap_or(head).to_owned();
            all.push(before);
        }
        for place in 0..all.len() {
            for apostrophe in ["’", "ʼ", "‘", "`", "´", "′"] {
                let Some(spelling) = all.get(place) else { continue };
                let other = spelling.replace('\'', apostrophe);
                all.push(other);
            }
        }
    }
    all
}

/// The ways in which the first letters of a folded word may be typed, as many as the filter looks at.
fn typed(word: &str) -> Vec<String> {
    let mut all = vec![String::with_capacity(word.len())];
    for (at, letter) in word.char_indices() {
        let ways =
            TYPED.iter().find(|ways| at < LOOKED_AT && ways.first() == Some(&letter)).copied().unwrap_or_default();
        let others = ways.iter().skip(1).flat_map(|way| all.iter().map(move |head| format!("{head}{way}")));
        let others: Vec<String> = others.collect();
        for head in &mut all {
            head.push(letter);
        }
        all.extend(others);
    }
    all
}

/// Every way in which a fused word may begin, as long as the filter looks.
fn firsts(fused: &Fused) -> Vec<String> {
    let mut parts: Vec<&str> =
        fused.parts().filter(|(_, is_ordinal)| fused.ordinal_parts || !is_ordinal).map(|(word, _)| word).collect();
    parts.sort_unstable();
    let ends: Vec<&str> = fused.parts().map(|(word, _)| word).chain(fused.endings()).collect();
    let mut firsts: BTreeSet<String> = BTreeSet::new();
    let mut open: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
    while let Some(head) = open.pop() {
        if head.len() >= key_length(&head) {
            firsts.insert(cut(&head));
            continue;
        }
        for next in &ends {
            let longer = format!("{head}{next}");
            if longer.len() >= key_length(&longer) {
                firsts.insert(cut(&longer));
            } else if parts.binary_search(next).is_ok() && longer.len() > head.len() {
                open.push(longer.clone());
                firsts.insert(longer);
            } else {
                firsts.insert(longer);
            }
        }
        firsts.insert(head);
    }
    firsts.into_iter().collect()
}

/// Bytes of a word that the filter looks at.
fn key_length(word: &str) -> usize {
    if word.bytes().next().is_some_and(|byte| byte.is_ascii()) { FUSED_KEY } else { 2 * FUSED_KEY }
}

/// The first whole letters of a word, enough for the filter.
fn cut(word: &str) -> String {
    let mut end = key_length(word).min(word.len());
    while !word.is_char_boundary(end) {
        end += 1;
    }
    word.get(..end).unwrap_or(word).to_owned()
}
