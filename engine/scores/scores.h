// The three dimensions, each from its own evidence alone. No file of one includes another's.
//
// Arithmetic is plain additions and multiplications in an order that neither sources nor claims
// decide, so native and WebAssembly agree to the bit. Tested in tests/scores.
#pragma once

#include "engine/scores/confidence.h"
#include "engine/scores/impact.h"
#include "engine/scores/sentiment.h"
