// The condition language: CEL, the Common Expression Language, checked when a rules file is loaded.
//
//   text ─lexer, parser→ tree ─checker→ typed tree ─planner→ code ─evaluator→ Value
//          parser.h             checker.h            plan.h        evaluator.cc
//
// This is the front door; the stages behind it have a header each. The module knows no articles:
// hosts declare their records in tables (ObjectType), their variables and functions in an
// Environment, and hand over values by slot. Errors at load time are base::Problems with places in
// the rules file; errors at run time are values. Tested in tests/cel, with CEL's own conformance
// suite among them.
#pragma once

#include "engine/cel/environment.h"  // what expressions may refer to
#include "engine/cel/evaluation.h"   // evaluate, explain
#include "engine/cel/program.h"      // compile, Program, comparisons, format
#include "engine/cel/type.h"
#include "engine/cel/value.h"
