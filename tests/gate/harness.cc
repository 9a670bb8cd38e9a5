#include "tests/gate/harness.h"

#include <nlohmann/json.hpp>

#include <catch2/catch.hpp>

namespace stet::gate::testing {

namespace {

constexpr std::string_view head = R"({
  "stet": 1, "id": "desk", "version": "1.2.0", "title": "Desk", "effective": "2026-01-01",
  "decisions": [
    {"id": "pass", "title": "Runs", "clears": true},
    {"id": "mark", "title": "Runs, marked", "clears": true},
    {"id": "hold", "title": "Held", "clears": false},
    {"id": "reject", "title": "Rejected", "clears": false}],
  "unknown": "hold",
  "sources": {
    "kinds": {"filing": {"title": "Filing", "weight": 1, "qualifies": true},
              "outlet": {"title": "Outlet", "weight": 0.7, "qualifies": true},
              "anonymous": {"title": "Unnamed", "weight": 0.2, "qualifies": false}},
    "independence": {"publisher": true, "owner": true, "canonicalUrl": true, "agency": true,
                     "derivation": true}},
  "verification": {"verifiedFrom": 2, "verified": "Verified by {n} sources",
                   "single": "Single source", "none": "No independent source"},
  "lists": {
    "hedges": {"title": "Hedges", "phrases": ["reportedly", "is said to"]},
    "loaded-verbs": {"title": "Loaded verbs", "phrases": ["admitted", "claimed"]},
    "good": {"title": "Good", "phrases": ["rose", "gain"]},
    "bad": {"title": "Bad", "phrases": ["fell", "loss"]},
    "moving": {"title": "What moves", "phrases": ["sales"]},
    "plain": {"title": "Neither", "phrases": ["flat"]},
    "nots": {"title": "Negations", "phrases": ["not"]},
    "final-rules": {"title": "Final rules", "phrases": ["final rule"]},
    "says": {"title": "Attribution", "phrases": ["said", "according to"]}},
  "voice": {"attribution": ["says"]},
  "story": {"sections": {"analysis": ["Analysis"]}},
  "sentiment": {
    "labels": [{"id": "negative", "below": -0.2}, {"id": "neutral"},
               {"id": "positive", "above": 0.2}],
    "positive": ["good"], "negative": ["bad"], "negations": ["nots"],
    "rises": ["good"], "falls": ["bad"], "welcome": ["moving"], "neutral": ["plain"]},
  "impact": {
    "axes": [{"id": "regulatory", "title": "Regulatory", "weight": 0.6, "signals": [
               {"id": "final-rule", "list": "final-rules", "points": 6, "why": "binding"}]},
             {"id": "operational", "title": "Operational", "weight": 0.4, "signals": [
               {"id": "money", "amountFrom": 1000000, "points": 5, "why": "large"}]}],
    "floors": [{"id": "binding", "signal": "final-rule", "value": 7}],
    "discounts": [{"id": "denied", "lists": ["nots"], "within": 8, "share": 0.9}],
    "novelty": {"factor": 0.75, "days": 30}},
  "confidence": {"perSource": 0.5, "unsupportedPenalty": 0.1, "hedges": ["hedges"],
                 "hedgePenalty": 0.02},
  "example": {"headline": "Berth opens", "articleBody": ["A berth opened."]})";

constexpr std::string_view plain_article = R"({
  "id": "story-1",
  "headline": "Harbour opens a second berth",
  "articleSection": "transport",
  "claims": [{"id": "c1", "text": "The berth opened on Monday", "sources": ["a", "b"]}],
  "articleBody": ["The berth opened on Monday, the harbour said."],
  "sources": [
    {"id": "a", "publisher": "Harbour Authority", "kind": "filing", "url": "https://a.example/1"},
    {"id": "b", "publisher": "The Quay Gazette", "kind": "outlet", "url": "https://b.example/2"}]
})";

std::string decision_of(const Verdict& verdict, uint32_t decision) {
  return verdict.methodology->decisions[decision].id;
}

std::string outcome_word(Outcome outcome) {
  return outcome == Outcome::fired ? "fired" : outcome == Outcome::unknown ? "unknown" : "silent";
}

}  // namespace

std::optional<std::string> Files::read(const std::string& name) {
  const auto found = table.find(name);
  if (found == table.end()) return std::nullopt;
  return found->second;
}

std::string Files::resolve(const std::string&, const std::string& target) { return target; }

std::string methodology_text(std::string_view members) {
  std::string text(head);
  if (!members.empty()) text.append(",\n").append(members);
  return text + "}";
}

std::string rule(std::string_view members) {
  return "{" + std::string(members) +
         R"(, "title": "T", "why": "W", "owner": "desk", "tests": {"fires": [{}], "silent": [{}]}})";
}

Compiled compile_text(const std::string& text) {
  Files files;
  files.table["desk.json"] = text;
  base::Problems problems;
  Compiled compiled;
  compiled.gate = compile("desk.json", files, problems);
  for (const base::Problem& problem : problems.all()) {
    compiled.problems += std::string(base::slice(text, problem.span)) + ": " + problem.message +
                         (problem.suggestion.empty() ? "" : "; " + problem.suggestion) + " [" +
                         std::string(problem.code) + "]\n";
  }
  return compiled;
}

std::unique_ptr<const Gate> must_compile(std::string_view members) {
  Compiled compiled = compile_text(methodology_text(members));
  INFO(compiled.problems);
  REQUIRE(compiled.gate != nullptr);
  return std::move(compiled.gate);
}

Padded::Padded(std::string_view bytes) : bytes_(bytes), size_(bytes.size()) {
  bytes_.append(formats::input_padding, '\0');
}

const Verdict& Check::operator()(std::string_view bytes, std::string_view now,
                                 formats::Format format) {
  bytes_.emplace(bytes);
  CheckOptions options;
  options.name = "story";
  options.now = now;
  options.format = format;
  return checker_.check(bytes_->view(), options);
}

std::string outcomes(const Verdict& verdict) {
  std::string out =
      decision_of(verdict, verdict.decision) + (verdict.clears ? " clears" : " stays");
  for (const RuleOutcome& outcome : verdict.outcomes) {
    out += " | " + std::string(outcome.id) + " " + outcome_word(outcome.outcome) + " " +
           decision_of(verdict, outcome.decision) + " x" + std::to_string(outcome.count);
    if (outcome.shown != outcome.count) out += " shown " + std::to_string(outcome.shown);
    if (outcome.waived) {
      out += " waived";
    } else if (!outcome.counts) {
      out += " observed";
    }
  }
  return out;
}

std::string diagnostics(const Verdict& verdict) {
  std::string out;
  for (const Diagnostic& diagnostic : verdict.diagnostics) {
    out += std::string(diagnostic.id) + ": " + std::string(diagnostic.message);
    const std::string place(base::slice(verdict.input, diagnostic.place));
    if (!place.empty()) out += " [" + place + "]";
    if (!diagnostic.missing.empty()) out += " (" + std::string(diagnostic.missing) + ")";
    out += "\n";
  }
  return out;
}

std::string to_pass(const Verdict& verdict) {
  std::string out;
  for (const Requirement& requirement : verdict.to_pass) {
    out += decision_of(verdict, requirement.decision) + " " + std::string(requirement.id) + ": " +
           std::string(requirement.text);
    if (!requirement.target.empty()) {
      out += " (" + std::string(requirement.term) + " is " + std::string(requirement.value) +
             ", needs " + std::string(requirement.target) + ")";
    }
    if (requirement.count > 1) out += " x" + std::to_string(requirement.count);
    out += "\n";
  }
  return out;
}

std::string waivers(const Verdict& verdict) {
  static constexpr std::string_view states[] = {"applied", "expired", "unused", "refused"};
  std::string out;
  for (const AppliedWaiver& waiver : verdict.waivers) {
    out += std::string(states[static_cast<size_t>(waiver.state)]) + " " + std::string(waiver.rule);
    if (waiver.standing) out += " standing";
    if (!waiver.by.empty()) out += " by " + std::string(waiver.by);
    if (!waiver.detail.empty()) out += ": " + std::string(waiver.detail);
    out += "\n";
  }
  return out;
}

std::string article(std::string_view patch) {
  nlohmann::ordered_json story = nlohmann::ordered_json::parse(plain_article);
  const nlohmann::ordered_json changes = nlohmann::ordered_json::parse(patch);
  for (const auto& item : changes.items()) {
    if (item.value() == "(none)") {
      story.erase(item.key());
    } else {
      story[item.key()] = item.value();
    }
  }
  return story.dump();
}

}  // namespace stet::gate::testing
