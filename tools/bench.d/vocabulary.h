// The words that generated stories are made of: invented names, own sentences.
//
// In templates {c} is the story's company, {d} another one, {a} its authority, {p} a person who
// speaks for the company, {o} an official, {l} a place, {g} goods, {m} an amount of money, {n} a
// number, {q} a percentage, {t} a month. Fact templates carry no attribution and no full stop.
#pragma once

#include <string_view>

namespace stet::bench {

inline constexpr std::string_view companies[] = {
    "Arden Foods",       "Bellmoor Steel",    "Calder Shipping",   "Corvane Energy",
    "Dunmere Bank",      "Eastling Rail",     "Farrow Chemicals",  "Glenholt Insurance",
    "Harrowgate Motors", "Ivermont Pharma",   "Jessamy Retail",    "Kestrel Freight",
    "Lindqvist Paper",   "Marlowe Telecom",   "Norvale Cement",    "Oakhaven Homes",
    "Pellworth Mining",  "Quillon Software",  "Ravensby Airways",  "Stourton Water",
    "Tamsel Optics",     "Ullsmere Textiles", "Verrick Logistics", "Wexcombe Grain"};
inline constexpr std::string_view authorities[] = {
    "the Markets Board",      "the Harbour Authority", "the Office for Fair Trade",
    "the Central Bank",       "the Energy Council",    "the Ministry of Finance",
    "the Food Safety Agency", "the Transport Board",   "the Pensions Inspectorate",
    "the Statistics Office"};
inline constexpr std::string_view first_names[] = {
    "Adaeze",   "Bruno", "Carla",  "Dmitri", "Elif",  "Farid",  "Greta",
    "Henrik",   "Ines",  "Jonas",  "Keiko",  "Lucía", "Miriam", "Nils",
    "Oyelaran", "Petra", "Rafael", "Sanna",  "Tomás", "Yusuf"};
inline constexpr std::string_view last_names[] = {
    "Abara", "Brandt", "Castell", "Dahlin",   "Eriksen", "Fontaine", "Gruber", "Halvorsen",
    "Imani", "Jurek",  "Kowal",   "Lindgren", "Moreau",  "Nakata",   "Okoro",  "Pavlov",
    "Quist", "Romero", "Sato",    "Tanaka",   "Ulrich",  "Vargas",   "Weiss",  "Yilmaz"};
inline constexpr std::string_view places[] = {
    "Lisbon", "Gdansk",  "Turin",  "Lyon",    "Bilbao",    "Graz",    "Antwerp",  "Malmö",
    "Porto",  "Leipzig", "Aarhus", "Trieste", "Rotterdam", "Tampere", "Valencia", "Brno"};
inline constexpr std::string_view goods[] = {
    "cold storage", "copper wire",   "ferry tickets", "frozen fish",
    "glass fibre",  "grain",         "heat pumps",    "home loans",
    "insulin pens", "lithium cells", "office leases", "rail freight",
    "solar panels", "steel plate",   "timber",        "wheat flour"};
inline constexpr std::string_view months[] = {"January",   "February", "March",    "April",
                                              "May",       "June",     "July",     "August",
                                              "September", "October",  "November", "December"};
inline constexpr std::string_view weekdays[] = {"Monday", "Tuesday", "Wednesday", "Thursday",
                                                "Friday"};
inline constexpr std::string_view beats[] = {"markets", "banking",    "energy",     "transport",
                                             "trade",   "technology", "regulation", "companies"};
inline constexpr std::string_view outlets[] = {
    "Morning Ledger",   "Northern Courier", "Harbour Times",   "Capital Observer",
    "Rail Gazette",     "Evening Register", "Market Dispatch", "Coastal Herald",
    "Trade Examiner",   "City Chronicle",   "Industry Review", "Daily Compass",
    "Southern Mercury", "Exchange Bulletin"};
inline constexpr std::string_view owners[] = {
    "Fairlight Press",    "Gable Media",    "Hollin Group",   "Ironbridge News", "Juniper Holdings",
    "Kilburn Publishing", "Larkspur Trust", "Mossgate Media", "Netherby Press",  "Orchard Group",
    "Penrose Media",      "Quayside News",  "Rookwood Press", "Saltmarsh Group"};

/// What a story can be about: its facts, its headline (the first fact without the weekday), and the
/// impact that its signals come to.
struct Theme {
  std::string_view facts[12];
  std::string_view consequence;  ///< a sentence that carries the theme's signals
  int impact;                    ///< 1–10, as the finance desk's methodology computes it
  int tone;                      ///< −1, 0, 1
};

inline constexpr Theme themes[] = {
    {{"{c} opened a {g} plant in {l}", "The plant in {l} employs {n} people",
      "{c} ordered {n} machines for the site", "Trains reach the {l} site since {t}",
      "The lease for the {l} site runs for {n} years", "{c} runs {n} plants in all",
      "The {l} plant works in two shifts", "{d} supplies the packaging for {c}",
      "The first delivery of {g} left {l} in {t}", "{c} trained its staff with {d}",
      "A second hall in {l} opens next {t}", "The roof of the plant carries {n} solar modules"},
     "{c} has run a smaller site in {l} since the spring, its annual statement said.",
     3,
     0},
    {{"{c} sold {g} worth {m} last quarter", "{c} runs {n} shops around {l}",
      "Customers in {l} ordered {q} of the {g}", "{c} buys {g} from {d}",
      "The contract with {d} runs until {t}", "{c} counted {n} thousand orders in {t}",
      "Warehouses in {l} hold {g} for {n} days", "{c} lists {n} kinds of {g}",
      "{q} of all orders came from outside {l}", "{c} delivers {g} within {n} days",
      "The shop in {l} moved to a new address in {t}", "{d} holds {q} of the shares in {c}"},
     "The accounts of {c} were signed by its auditor in {t}, the company said.",
     5,
     0},
    {{"{c} reported a profit of {m}", "Sales of {g} rose {q} in {t}", "{c} hired {n} people in {l}",
      "Orders from {d} grew {q}", "The profit of {c} grew for the third year",
      "{c} pays its staff a bonus of {q}", "Demand for {g} rose in {l}",
      "{c} reduced its debt by {m}", "The {l} branch grew to {n} people",
      "{d} bought {n} thousand units of {g}", "{c} expects growth of {q} next year",
      "Exports of {g} from {l} rose {q}"},
     "Growth at {c} was stronger than in the year before, its report said.",
     4,
     1},
    {{"{c} reported a loss of {m}", "Sales of {g} fell {q} in {t}", "{c} cut {n} jobs in {l}",
      "Orders from {d} dropped {q}", "The loss of {c} was the third in a row",
      "{c} shut a line for {g} in {l}", "Demand for {g} fell in {l}",
      "The debt of {c} stands at {m}", "The {l} branch lost {n} customers",
      "{d} bought less {g} than a year ago", "{c} expects a decline of {q} next year",
      "Exports of {g} from {l} fell {q}"},
     "Losses at {c} were larger than in the year before, its report said.",
     4,
     -1},
    {{"{a} adopted a rule on {g}", "The rule takes effect in {t}",
      "Firms have {n} months to prepare", "The rule covers {n} firms in {l}",
      "{c} sells {q} of the {g} under the rule", "{a} received {n} comments",
      "Sellers of {g} must keep records for {n} years", "The rule runs to {n} pages",
      "{d} filed the longest of the comments", "{a} will review the rule after {n} years",
      "Records on {g} must be in digital form", "The office in {l} will register the firms"},
     "Every seller of {g} must register no later than {t}, {a} said.",
     8,
     0},
};

/// How a fact is told in the body: what goes before and after it.
struct Telling {
  std::string_view before, after;
};
inline constexpr Telling tellings[] = {
    {"", ", {p} of {c} said."},
    {"", ", {a} said."},
    {"", ", according to {a}."},
    {"", ", {o} told reporters."},
    {"", ", the company said in a statement."},
    {"", ", a filing showed, and {o} said the figures were checked."},
    {"", ", {p} said on {w}."},
    {"", ", documents of {a} say."}};

inline constexpr std::string_view fillers[] = {
    "{p} told reporters in {l} that the details would follow in {t}.",
    "The company said its board had met twice before the decision.",
    "{o} of {a} said the papers were open to the public.",
    "Analysts of {d} wrote that they had read the documents and would compare them with those of "
    "other years.",
    "According to {a}, the register lists {n} firms of this kind.",
    "\\\"We looked at every site before we chose this one,\\\" {p} said.",
    "\\\"The numbers are in the annex, and anybody can add them up,\\\" {o} said.",
    "{a} said it publishes the same table every {t}.",
    "The town of {l} said the road to the site is open again.",
    "{d}, which makes {g} as well, said it had no comment.",
    "{p} said the plan was drawn up in {t} and has not changed since.",
    "A spokesman for {d} said the company had been told a week before.",
    "In a letter to its customers, {c} wrote that orders are handled as before.",
    "The works council said it had been heard and would answer in {t}.",
    "{o} said the office in {l} answers questions by telephone and by letter.",
    "\\\"People here know the site well — their parents worked there,\\\" {p} said.",
    "{a} said the forms are on its website and take about {n} minutes.",
    "Suppliers in {l} were informed on {w}, {c} said."};

inline constexpr std::string_view watching[] = {
    "{a} publishes its next figures in {t}, it said.", "{c} said it would report again in {t}.",
    "The board of {d} said it meets in {l} in {t}.", "{o} said a hearing is planned for {t}."};

struct Party {
  std::string_view name, kind;
};
inline constexpr Party parties[] = {{"Staff in {l}", "workers"},
                                    {"Buyers of {g}", "customers"},
                                    {"{d}", "company"},
                                    {"Suppliers in {l}", "company"}};

}  // namespace stet::bench
