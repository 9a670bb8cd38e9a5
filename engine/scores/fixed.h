// Numbers of the scores that no rules file sets. The methodology page prints them from here.
#pragma once

#include <cstdint>

namespace stet::scores {

/// Hedging takes at most this share of confidence.
inline constexpr double most_hedging = 0.5;

/// Sentences of the body that are the story's lead, with headline and description.
inline constexpr uint32_t lead_sentences = 2;
/// What comes later in the body explains the news more often than it is the news.
inline constexpr uint32_t news_sentences = 6;
/// A factor reaches over so many sentences of its paragraph.
inline constexpr uint32_t factor_reach = 2;
/// Words between an amount and what it is measured by: "revenue of about $5bn".
inline constexpr uint32_t words_to_base = 4;
/// Words between a number and what it counts: "1.6 million retail customers".
inline constexpr uint32_t words_to_counted = 1;

/// From a direction to what moves: words, the last one counted.
inline constexpr uint32_t words_to_mover = 6;
/// Words between a figure and the word that compares it.
inline constexpr uint32_t words_to_figure = 4;
/// From a comparison to what moves: marks, the last one counted.
inline constexpr uint32_t marks_to_mover = 8;
/// From a shifter to what it shifts: no methodology lets it reach farther.
inline constexpr uint32_t words_to_shifted = 20;
/// Marks looked at on each side of one. Words part marks, but a word of hyphens can hold many.
inline constexpr uint32_t marks_beside = 16;

}  // namespace stet::scores
